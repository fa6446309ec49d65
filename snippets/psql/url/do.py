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
print("host:", url.host)
#> host: localhost
