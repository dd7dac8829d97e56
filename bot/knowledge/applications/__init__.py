"""How a programme is applied for, step by step: from the first call to the last euro."""
