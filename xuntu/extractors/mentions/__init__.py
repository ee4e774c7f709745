"""What is mentioned in running text: dates, documents in 《》, money, people, meetings, bodies and teams."""
