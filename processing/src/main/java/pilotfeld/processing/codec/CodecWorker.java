package pilotfeld.processing.codec;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import pilotfeld.processing.codec.Answer.Ending;

/// A thread with a process of codecs: takes the calls that wait, several at a time, and has them
/// answered. Reading from a process would occupy a carrier of the virtual threads.
final class CodecWorker implements AutoCloseable {

  /// Calls that go to the process together at most: each trip wakes a process and a thread.
  static final int BATCH_LIMIT = 16;

  /// Bytes of such calls. A pipe holds as much on any system, so that they are in it whatever the
  /// process does with its answers; what is larger goes alone.
  static final int BATCH_BYTES = 4096;

  // Twice, as a process may also end because somebody ended it.
  private static final int ATTEMPTS = 2;

  private final CodecLimits limits;
  private final BlockingQueue<CodecRequest> waiting;
  private final CodecPatience patience;
  private final CodecRests rests;
  // What was taken already, and comes before all that waits.
  private final Deque<CodecRequest> held = new ArrayDeque<>();
  private final Thread thread;
  private Optional<CodecProcess> process = Optional.empty();
  private boolean isClosed;
  private volatile boolean isBusy;

  CodecWorker(
      CodecLimits limits,
      BlockingQueue<CodecRequest> waiting,
      CodecPatience patience,
      CodecRests rests) {
    this.limits = limits;
    this.waiting = waiting;
    this.patience = patience;
    this.rests = rests;
    this.thread = Thread.ofPlatform().daemon().name("codec").unstarted(this::answerAll);
  }

  void start() {
    thread.start();
  }

  /// Starts its process before anybody calls.
  synchronized CodecProcess warm() {
    if (isClosed) {
      throw Codecs.closed();
    }
    var current = process.filter(CodecProcess::isAlive).orElseGet(() -> CodecProcess.start(limits));
    process = Optional.of(current);
    return current;
  }

  private void answerAll() {
    try {
      while (!Thread.interrupted()) {
        var batch = batch();
        isBusy = true;
        answer(batch);
        isBusy = false;
      }
    } catch (InterruptedException e) {
      // Only close() interrupts.
      Thread.currentThread().interrupt();
    }
    held.forEach(Codecs::fail);
  }

  private List<CodecRequest> batch() throws InterruptedException {
    var first = held.isEmpty() ? waiting.take() : held.pop();
    var batch = new ArrayList<>(List.of(first));
    var bytes = first.call().bytes();
    while (mayHaveCompany(first) && batch.size() < BATCH_LIMIT) {
      var next = held.isEmpty() ? waiting.poll() : held.pop();
      if (next == null) {
        break;
      }
      bytes += next.call().bytes();
      if (bytes > BATCH_BYTES || !mayHaveCompany(next)) {
        held.push(next);
        break;
      }
      batch.add(next);
    }
    return batch;
  }

  // What may take its process along, or a second of everybody's time, does so alone.
  private boolean mayHaveCompany(CodecRequest request) {
    return request.attempts() == 0 && !rests.hasOverrun(request.codec());
  }

  private void answer(List<CodecRequest> batch) {
    var called = batch.stream().filter(request -> !rests(request)).toList();
    try {
      if (!called.isEmpty()) {
        call(called);
      }
    } catch (IOException | RuntimeException e) {
      called.forEach(request -> request.answer().completeExceptionally(e));
    }
  }

  // Asked this late, so that those who waited do not all have to find out.
  private boolean rests(CodecRequest request) {
    var rest =
        request.othersWait()
            ? rests.of(request.codec(), System.nanoTime())
            : Optional.<String>empty();
    rest.ifPresent(reason -> request.answer().complete(Answer.failed(Ending.BY_ITSELF, reason)));
    return rest.isPresent();
  }

  private void call(List<CodecRequest> batch) throws IOException {
    var current = warm();
    var answers = patience.call(current, batch);
    for (var index = 0; index < answers.size(); index++) {
      give(batch.get(index), answers.get(index));
    }
    var left = batch.subList(answers.size(), batch.size());
    switch (answers.isEmpty() ? Ending.BY_ITSELF : answers.getLast().ending()) {
      case STOPPED -> hold(left);
      case WITH_ITS_PROCESS -> {
        hold(left);
        replace(current);
      }
      case BY_ITSELF -> {
        if (!left.isEmpty()) {
          hold(left.stream().map(CodecRequest::again).filter(this::mayBeTried).toList());
          replace(current);
        }
      }
    }
  }

  private void hold(List<CodecRequest> requests) {
    requests.reversed().forEach(held::push);
  }

  // The process ended without a word, perhaps because of another of its calls.
  private boolean mayBeTried(CodecRequest request) {
    if (request.attempts() < ATTEMPTS) {
      return true;
    }
    give(request, Answer.failed(Ending.WITH_ITS_PROCESS, "codec stopped: it ended its process"));
    return false;
  }

  private void give(CodecRequest request, Answer answer) {
    rests.note(request.codec(), answer.ending(), System.nanoTime());
    request.answer().complete(answer);
  }

  private synchronized void replace(CodecProcess spent) {
    spent.kill();
    process = Optional.empty();
    warm();
  }

  /// Whether it has calls at hand.
  boolean isBusy() {
    return isBusy;
  }

  /// Fails what it has at hand.
  @Override
  public void close() {
    thread.interrupt();
    synchronized (this) {
      isClosed = true;
      process.ifPresent(CodecProcess::kill);
    }
  }
}
