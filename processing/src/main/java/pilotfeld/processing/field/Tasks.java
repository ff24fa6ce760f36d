package pilotfeld.processing.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import pilotfeld.processing.account.Actor;
import pilotfeld.processing.field.Answer.Conflict;
import pilotfeld.processing.registry.RegistryRefusal;

/// Takes in what technicians did, each task once.
public final class Tasks {

  // Technicians are few: their tasks take turns, so that what one has seen is so while it writes.
  private static final String TAKE_TURNS = "SELECT pg_advisory_xact_lock(hashtext('field task'))";
  private static final String FIRST_ANSWER = "SELECT answer::text FROM field_task WHERE id = :id";
  private static final String KEEP =
      """
      INSERT INTO field_task (id, kind, account, done_at, received_at, answer)
      VALUES (:id, :kind, :account, :doneAt, :receivedAt, CAST(:answer AS jsonb))
      """;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Jdbi jdbi;
  private final FieldWork work;

  public Tasks(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.work = new FieldWork(jdbi);
  }

  /// Waits until no other task is worked on, and keeps others waiting until the transaction ends.
  public static void takeTurns(Handle handle) {
    handle.createQuery(TAKE_TURNS).mapTo(String.class).one();
  }

  /// Does a task, or gives the first answer if it was done before. Task, effect and trail are one
  /// transaction: Jdbi gives all that works on this thread the same connection.
  public Answer accept(Task task, Actor actor, Instant now) {
    try {
      return once(task, actor, now, () -> work.answer(task, actor, now));
    } catch (RegistryRefusal e) {
      return once(task, actor, now, () -> Conflict.refused(e.getMessage()));
    }
  }

  private interface Doing {
    Answer answer();
  }

  private Answer once(Task task, Actor actor, Instant now, Doing doing) {
    return jdbi.inTransaction(
        handle -> {
          takeTurns(handle);
          var first = firstAnswer(handle, task.report().id());
          if (first.isPresent()) {
            return first.get();
          }
          var answer = doing.answer();
          keep(handle, task, actor, now, answer);
          return answer;
        });
  }

  private static Optional<Answer> firstAnswer(Handle handle, UUID id) {
    return handle
        .createQuery(FIRST_ANSWER)
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .map(Tasks::read);
  }

  private static void keep(Handle handle, Task task, Actor actor, Instant now, Answer answer) {
    handle
        .createUpdate(KEEP)
        .bind("id", task.report().id())
        .bind("kind", task.kind())
        .bind("account", actor.name())
        .bind("doneAt", task.report().doneAt())
        .bind("receivedAt", now)
        .bind("answer", written(answer))
        .execute();
  }

  private static String written(Answer answer) {
    try {
      return JSON.writerFor(Answer.class).writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can always be written as JSON", e);
    }
  }

  private static Answer read(String json) {
    try {
      return JSON.readValue(json, Answer.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that was written cannot be read", e);
    }
  }
}
