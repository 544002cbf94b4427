// AccessNetwork
