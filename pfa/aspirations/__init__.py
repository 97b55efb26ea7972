"""What young people want: survey rounds, questions, answers, who reads them, and what the solver is told."""
