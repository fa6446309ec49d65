from alembic.config import Config
from sqlalchemy import URL, make_url

# page: from here
url = URL.create(
    "postgresql+psycopg", username="sa", password="p@ss/word", host="localhost"
)
address = url.render_as_string(hide_password=False)

config = Config()
# page: essence
config.set_main_option("sqlalchemy.url", address.replace("%", "%%"))
print(make_url(config.get_main_option("sqlalchemy.url") or "").password)
#> p@ss/word
