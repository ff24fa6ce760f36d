package pilotfeld.ingest.demo.world;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/// School days shaped like Lower Saxony's: six lessons a day, the holidays by rule instead of by
/// decree.
final class SchoolYear {

  /// Six lessons, with the two long breaks after the second and the fourth.
  static final List<Lesson> LESSONS =
      List.of(
          lesson("07:50", "08:35"),
          lesson("08:40", "09:25"),
          lesson("09:45", "10:30"),
          lesson("10:35", "11:20"),
          lesson("11:40", "12:25"),
          lesson("12:25", "13:10"));

  private static final List<MonthDay> PUBLIC_HOLIDAYS =
      List.of(MonthDay.of(5, 1), MonthDay.of(10, 3), MonthDay.of(10, 31));

  record Lesson(LocalTime start, LocalTime end) {}

  private SchoolYear() {}

  static boolean isSchoolDay(LocalDate date) {
    var weekday = date.getDayOfWeek();
    return weekday != DayOfWeek.SATURDAY
        && weekday != DayOfWeek.SUNDAY
        && !PUBLIC_HOLIDAYS.contains(MonthDay.from(date))
        && !isHoliday(date);
  }

  private static boolean isHoliday(LocalDate date) {
    return aroundNewYear(date) || aroundEaster(date) || inSummer(date) || inAutumn(date);
  }

  private static boolean aroundNewYear(LocalDate date) {
    return date.getMonth() == Month.DECEMBER && date.getDayOfMonth() >= 23
        || date.getMonth() == Month.JANUARY && date.getDayOfMonth() <= 6;
  }

  private static boolean aroundEaster(LocalDate date) {
    var easter = easter(date.getYear());
    var afterEaster = date.toEpochDay() - easter.toEpochDay();
    return afterEaster >= -13 && afterEaster <= 2
        || afterEaster == 39
        || afterEaster == 50
        || afterEaster == 51;
  }

  private static boolean inSummer(LocalDate date) {
    var first = firstOf(date, Month.JULY, DayOfWeek.THURSDAY);
    return within(date, first, 42);
  }

  private static boolean inAutumn(LocalDate date) {
    var first = firstOf(date, Month.OCTOBER, DayOfWeek.MONDAY).plusWeeks(1);
    return within(date, first, 13);
  }

  private static boolean within(LocalDate date, LocalDate first, int days) {
    return !date.isBefore(first) && date.isBefore(first.plusDays(days));
  }

  private static LocalDate firstOf(LocalDate date, Month month, DayOfWeek weekday) {
    return LocalDate.of(date.getYear(), month, 1).with(TemporalAdjusters.firstInMonth(weekday));
  }

  /// Easter Sunday by Gauss's rule, which holds from 1900 to 2099.
  static LocalDate easter(int year) {
    var moon = (19 * (year % 19) + 24) % 30;
    var week = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
    var days = moon + week;
    if (days == 35 || days == 34 && moon == 28 && year % 19 > 10) {
      days -= 7;
    }
    return LocalDate.of(year, Month.MARCH, 22).plusDays(days);
  }

  private static Lesson lesson(String start, String end) {
    return new Lesson(LocalTime.parse(start), LocalTime.parse(end));
  }
}
