from domain import new_database

engine = new_database()

print(engine.has_table("project"), engine.has_table("projects"))
#! AttributeError: 'Engine' object has no attribute 'has_table'
