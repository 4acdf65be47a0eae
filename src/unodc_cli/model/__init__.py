"""The data model: projects and portfolios, and the rules of their dates, status, money and names."""
