"""The questionnaire as one HTML file that is answered in a browser and saves an answers file."""
