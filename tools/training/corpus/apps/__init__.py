"""Small web apps: requests, specifications, programs, and the checks that prove a program right."""
