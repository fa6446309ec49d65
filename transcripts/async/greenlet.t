  $ python -c "import sys; sys.modules['greenlet'] = None  # as if it were not installed
  > import sqlalchemy.ext.asyncio" 2>&1 | tail -n 1
  ImportError: The SQLAlchemy asyncio module requires that the Python 'greenlet' library is installed.  In order to ensure this dependency is available, use the 'sqlalchemy[asyncio]' install target:  'pip install sqlalchemy[asyncio]'
