"""The search for money: the form and its questions, what the money is for, and the rules that come first."""
