  $ . "$TESTDIR/setup.sh"; cd "$TESTDIR"
The program connects and forks a worker. Both then check whether they're connected to the server process from before the fork:
  $ tail -n +10 preload.py
  def server_process() -> int:
      with engine.connect() as connection:
          return connection.scalar(text("SELECT pg_backend_pid()"))
  
  
  before = server_process()
  if os.fork() == 0:  # the worker
      if "--dispose" in sys.argv:
          engine.dispose(close=False)
      print("the worker uses the parent's connection:", server_process() == before, flush=True)
      os._exit(0)
  os.wait()
  print("the parent still has its connection:", server_process() == before)
  $ python preload.py
  the worker uses the parent's connection: True
  the parent still has its connection: True
With `engine.dispose(close=False)` in the worker:
  $ python preload.py --dispose
  the worker uses the parent's connection: False
  the parent still has its connection: True
