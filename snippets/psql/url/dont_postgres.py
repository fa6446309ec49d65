from sqlalchemy import create_engine

engine = create_engine("postgres://sa:secret@localhost:5432/mas_framework")
#! sqlalchemy.exc.NoSuchModuleError: Can't load plugin: sqlalchemy.dialects:postgres
