// AccessNetwork tests
