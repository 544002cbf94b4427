print("trasse")
