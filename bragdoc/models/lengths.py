"""How long a list in a JSON column is, told by the database, so that it need not be loaded."""

from django.db.models import Func, IntegerField


class ListLength(Func):
    function = "JSON_ARRAY_LENGTH"
    output_field = IntegerField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_ARRAY_LENGTH", **context)
