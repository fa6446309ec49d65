from sqlalchemy import URL

password = "pass@word/1"

url = URL.create(
    "postgresql+psycopg",
    username="sa",
    password=password,
    host="localhost",
    port=5432,
    database="mas_framework",
)
print(url.password, url.host, url.database)
#> pass@word/1 localhost mas_framework
