"""Academic years, the week, ages and legal dates, term dates and bank holidays."""
