package org.verdite.ui;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.verdite.shared.LocalText;
import org.verdite.shared.Money;

/// The words and figures of one reader: messages, dates, numbers and money as their language writes them.
/// Templates take it as the parameter `t`.
public final class Texts {

    private final MessageSource messages;
    private final Locale locale;
    private final ZoneId zone;

    Texts(MessageSource messages, Locale locale, ZoneId zone) {
        this.messages = messages;
        this.locale = locale;
        this.zone = zone;
    }

    public Locale locale() {
        return locale;
    }

    public boolean chinese() {
        return locale.getLanguage().equals("zh");
    }

    /// `en` or `zh`, as `verdite.text(name, lang)` wants it.
    public String language() {
        return locale.getLanguage();
    }

    /// Names among the arguments are said in the reader's language.
    public String of(String key, Object... args) {
        return messages.getMessage(key, args.length == 0 ? args : said(args), locale);
    }

    private Object[] said(Object[] args) {
        return Arrays.stream(args)
                .map(arg -> arg instanceof LocalText text ? text.in(locale) : arg)
                .toArray();
    }

    /// The message if there is one, else the fallback: for codes that users may extend.
    public String or(String key, String fallback) {
        String message = messages.getMessage(key, null, fallback, locale);
        return message == null ? fallback : message;
    }

    public String of(@Nullable LocalText text) {
        return text == null ? "" : text.in(locale);
    }

    /// 18 Nov 2026 · 2026年11月18日
    /// Parts of one phrase by the commas of the language: a name, a post, a time; what is empty is left out.
    public String phrase(String... parts) {
        return Stream.of(parts)
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(language().equals("zh") ? "，" : ", "));
    }

    public String date(@Nullable LocalDate date) {
        return date == null ? "" : pattern("d MMM yyyy", "yyyy年M月d日").format(date);
    }

    /// 18 Nov · 11月18日; with the year when it is not the given one.
    public String shortDate(@Nullable LocalDate date, LocalDate today) {
        if (date == null) {
            return "";
        }
        return date.getYear() == today.getYear() ? pattern("d MMM", "M月d日").format(date) : date(date);
    }

    /// 8 to 9 May 2026 · 2026年5月8日至9日: what both dates share is said once.
    public String span(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return date(from);
        }
        boolean month = YearMonth.from(from).equals(YearMonth.from(to));
        boolean year = from.getYear() == to.getYear();
        String first = chinese() || !year
                ? date(from)
                : pattern(month ? "d" : "d MMM", "").format(from);
        String last = chinese() && year ? pattern("", month ? "d日" : "M月d日").format(to) : date(to);
        return of("ui.span", first, last);
    }

    /// Oct · 10月, for changes since a month.
    public String monthName(YearMonth month) {
        return pattern("MMM", "M月").format(month);
    }

    public String month(YearMonth month) {
        return pattern("MMM yyyy", "yyyy年M月").format(month);
    }

    /// 18 Nov 2026, 09:00 in the reader's zone.
    public String time(@Nullable Instant instant) {
        return time(instant, zone);
    }

    public String time(@Nullable Instant instant, ZoneId place) {
        return instant == null
                ? ""
                : pattern("d MMM yyyy, HH:mm", "yyyy年M月d日 HH:mm").format(instant.atZone(place));
    }

    /// As a paper says it that is read anywhere: by the clock of a place, with its offset.
    public String stamp(@Nullable Instant instant, ZoneId place) {
        return instant == null ? "" : time(instant, place) + " " + offset(instant, place);
    }

    private static String offset(Instant instant, ZoneId place) {
        var offset = place.getRules().getOffset(instant);
        return offset.getTotalSeconds() == 0
                ? "UTC"
                : "UTC" + offset.getId().replaceFirst("^([+-])0", "$1").replace(":00", "");
    }

    /// The same by the clock of a place, which is named where the reader's shows another hour.
    public String timeThere(Instant instant, ZoneId place) {
        var offset = place.getRules().getOffset(instant);
        String words = time(instant, place);
        return offset.equals(zone.getRules().getOffset(instant)) ? words : words + " (" + offset(instant, place) + ")";
    }

    public ZoneId zone() {
        return zone;
    }

    /// A deadline beside its date: "in 9 days", "17 days late", "today".
    public String relative(LocalDate due, LocalDate today) {
        long days = ChronoUnit.DAYS.between(today, due);
        if (days == 0) {
            return of("ui.today");
        }
        return days > 0 ? of("ui.inDays", days) : of("ui.daysLate", -days);
    }

    public String number(long number) {
        return format("#,##0").format(number);
    }

    public String number(@Nullable BigDecimal number) {
        return number == null ? "" : format("#,##0.############").format(number);
    }

    /// With a fixed number of decimals and a true minus.
    public String number(@Nullable BigDecimal number, int decimals) {
        return number == null
                ? ""
                : format("#,##0" + (decimals > 0 ? "." + "0".repeat(decimals) : ""))
                        .format(number);
    }

    /// 97.5%
    public String percent(@Nullable BigDecimal percent) {
        return percent == null ? "" : number(percent, 1) + "%";
    }

    /// +3.3%
    public String signedPercent(@Nullable BigDecimal percent) {
        return percent == null ? "" : signed(percent, 1) + "%";
    }

    /// +14.2, −0.6
    public String signed(BigDecimal number, int decimals) {
        return (number.signum() > 0 ? "+" : "") + number(number, decimals);
    }

    public String money(@Nullable Money money) {
        return money == null
                ? ""
                : number(money.amount(), money.amount().stripTrailingZeros().scale() > 0 ? 2 : 0) + " "
                        + currency(money.currency());
    }

    /// CNY is written RMB in English, 元 in Chinese.
    public String currency(String code) {
        return or("ui.currency." + code, code);
    }

    /// A large amount in RMB: 1.467 (bn RMB) · 14.67 (亿元); the unit is {@link #largeUnit()}.
    public String large(BigDecimal rmb) {
        return chinese()
                ? number(rmb.divide(new BigDecimal("100000000"), 2, RoundingMode.HALF_UP), 2)
                : number(rmb.divide(new BigDecimal("1000000000"), 3, RoundingMode.HALF_UP), 3);
    }

    public String largeUnit() {
        return of("ui.largeMoney");
    }

    private DateTimeFormatter pattern(String english, String chinese) {
        return DateTimeFormatter.ofPattern(chinese() ? chinese : english, locale);
    }

    private DecimalFormat format(String pattern) {
        var symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setMinusSign('−');
        var format = new DecimalFormat(pattern, symbols);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format;
    }
}
