from alembic.config import Config
from sqlalchemy import URL, make_url

# page: from here
url = URL.create(
    "postgresql+psycopg", username="sa", password="p@ss/word", host="localhost"
)
address = url.render_as_string(hide_password=False)

config = Config()
# page: essence
config.set_main_option("sqlalchemy.url", address)
#! ValueError: invalid interpolation syntax in 'postgresql+psycopg://sa:p%40ss%2Fword@localhost' at position 25
print(make_url(config.get_main_option("sqlalchemy.url") or "").password)
