from sqlalchemy import text

from domain import new_database

engine = new_database(projects=2)

result = engine.execute(text("SELECT name FROM project ORDER BY name"))
#! AttributeError: 'Engine' object has no attribute 'execute'
print(result.scalars().all())
