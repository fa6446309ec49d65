from domain import new_database

engine = new_database()

print("tool" in engine.table_names())
#! AttributeError: 'Engine' object has no attribute 'table_names'
