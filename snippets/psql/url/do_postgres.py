from sqlalchemy import make_url

url = make_url("postgresql+psycopg://sa:secret@localhost:5432/mas_framework")
print(url.get_dialect().__name__)
#> PGDialect_psycopg
