from sqlalchemy import make_url

password = "pass@word/1"

url = make_url(f"postgresql://sa:{password}@localhost:5432/mas_framework")
print(url.password, url.host, url.database)
#!> pass word 1@localhost:5432/mas_framework
