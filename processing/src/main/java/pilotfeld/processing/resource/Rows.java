package pilotfeld.processing.resource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.Query;

/// What queries find, in the shape in which a resource is answered.
final class Rows<T> {

  private final Jdbi jdbi;
  private final Function<Query, ResultIterable<T>> shape;

  private Rows(Jdbi jdbi, Function<Query, ResultIterable<T>> shape) {
    this.jdbi = jdbi;
    this.shape = shape;
  }

  /// @param shape whose components are called like the columns
  static <T> Rows<T> of(Jdbi jdbi, Class<T> shape) {
    return new Rows<>(jdbi, query -> query.map(ConstructorMapper.of(shape)));
  }

  static <T> Rows<T> of(Jdbi jdbi, Function<Row, T> shape) {
    return new Rows<>(jdbi, query -> query.map(view -> shape.apply(new Row(view))));
  }

  /// @param values of the query, by name; an empty `Optional` is NULL
  List<T> list(String query, Map<String, ?> values) {
    return jdbi.withHandle(handle -> shape.apply(bound(handle.createQuery(query), values)).list());
  }

  /// @param id for which the query asks
  Optional<T> one(String query, Object id) {
    return jdbi.withHandle(
        handle -> shape.apply(handle.createQuery(query).bind("id", id)).findOne());
  }

  private static Query bound(Query query, Map<String, ?> values) {
    values.forEach(query::bind);
    return query;
  }
}
