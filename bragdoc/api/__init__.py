"""The programming interface at /api/v1/: what a person can do with a program of their own.

It has no rules of its own. Which rows, QuerySets say; what is valid, forms say; who asks, a token
says (`access`). Every answer is JSON, refusals as well (`problems`).
"""
