print("renamed")
#> renamed
