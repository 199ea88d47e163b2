"""The interface in the browser: with ``app.py`` the only place that knows Streamlit."""
