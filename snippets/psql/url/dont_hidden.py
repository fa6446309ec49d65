import os

from sqlalchemy import URL, make_url

# page: from here
url = URL.create(
    "postgresql+psycopg", username="sa", password="secret", host="localhost"
)

# page: essence
os.environ["DATABASE_URL"] = str(url)
print(make_url(os.environ["DATABASE_URL"]).password)
#!> ***
