package org.verdite.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/// From one day to another, in both languages, without saying anything twice.
class DateSpanTests {

    @ParameterizedTest
    @CsvSource({
        "2026-05-08, 2026-05-08, 8 May 2026, 2026年5月8日",
        "2026-05-08, 2026-05-09, 8 to 9 May 2026, 2026年5月8日至9日",
        "2026-04-30, 2026-05-02, 30 Apr to 2 May 2026, 2026年4月30日至5月2日",
        "2025-12-30, 2026-01-02, 30 Dec 2025 to 2 Jan 2026, 2025年12月30日至2026年1月2日"
    })
    void what_both_days_share_is_said_once(LocalDate from, LocalDate to, String english, String chinese) {
        assertThat(texts(Locale.ENGLISH).span(from, to)).isEqualTo(english);
        assertThat(texts(Locale.SIMPLIFIED_CHINESE).span(from, to)).isEqualTo(chinese);
    }

    private static Texts texts(Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/ui");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Texts(messages, locale, ZoneOffset.UTC);
    }
}
