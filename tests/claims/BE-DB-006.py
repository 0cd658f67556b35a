# needs: pymongo==4.20.1
# shows: PyMongo itself has an asynchronous client
import inspect

from pymongo import AsyncMongoClient
from pymongo.asynchronous.collection import AsyncCollection

assert inspect.iscoroutinefunction(AsyncCollection.find_one)
assert inspect.iscoroutinefunction(AsyncMongoClient.close)
print("ok")
