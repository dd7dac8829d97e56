"""HTTP for our servers: uvicorn, read strictly, watched from outside."""
