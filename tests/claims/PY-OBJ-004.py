# needs: sqlalchemy==2.1.9
# shows: a mapped attribute is an InstrumentedAttribute, a data descriptor: a condition on the class, a value on the instance, and writes are noted
from sqlalchemy import inspect
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "user"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


assert type(User.name) is InstrumentedAttribute and User.__dict__["name"] is User.name
assert hasattr(InstrumentedAttribute, "__get__") and hasattr(InstrumentedAttribute, "__set__")
assert str(User.name == "x") == '"user".name = :name_1'
user = User(id=1)
user.name = "Ida"
assert user.name == "Ida" and inspect(user).attrs.name.history.added == ["Ida"]
print("ok")
