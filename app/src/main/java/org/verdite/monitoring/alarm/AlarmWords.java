package org.verdite.monitoring.alarm;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.verdite.shared.LocalText;
import org.verdite.ui.Frames;
import org.verdite.ui.Texts;

/// What is told, in both languages at once.
@Component
class AlarmWords {

    private static final MathContext SHOWN = new MathContext(6);

    private final Texts english;
    private final Texts chinese;

    AlarmWords(Frames frames) {
        this.english = frames.texts(Locale.ENGLISH, ZoneOffset.UTC);
        this.chinese = frames.texts(Locale.SIMPLIFIED_CHINESE, ZoneOffset.UTC);
    }

    LocalText both(Function<Texts, String> words) {
        return LocalText.of(words.apply(english), words.apply(chinese), "en");
    }

    LocalText exceeded(News news) {
        return both(t -> {
            String said = t.of(
                    news.above() ? "monitoring.notice.above" : "monitoring.notice.below",
                    t.of("monitoring.notice.kind." + news.kind()),
                    t.of(news.parameter()),
                    t.of(news.point()),
                    amount(t.number(new BigDecimal(news.peak()).round(SHOWN).stripTrailingZeros()), news.measure()),
                    amount(t.number(news.limit(), Math.max(0, news.limit().scale())), news.measure()));
            return news.first() ? said : t.of("monitoring.notice.again", said);
        });
    }

    private static String amount(String number, String unit) {
        return unit.equals("-") || unit.equals("pH") ? number : number + "\u202f" + unit;
    }
}
