package org.verdite.organisation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.verdite.shared.Invalid;
import org.verdite.shared.LocalText;
import org.verdite.shared.Refused;

/// What every text and choice of this room must keep to, said at its field.
final class Rules {

    static final Set<String> UNIT_KINDS =
            Set.of("GROUP", "REGION", "SUBSIDIARY", "SITE", "DEPARTMENT", "SECTION", "TEAM");
    static final Set<String> SITE_KINDS = Set.of("MINE", "SMELTER", "REFINERY", "PROCESSING", "OTHER");
    static final Set<String> FACILITY_KINDS = Set.of(
            "PLANT",
            "OUTFALL",
            "STACK",
            "TAILINGS_DAM",
            "WASTE_DUMP",
            "HEAP",
            "POND",
            "TANK",
            "WELL",
            "PIT",
            "STATION",
            "OTHER");
    static final Set<String> LIFE_STATES = Set.of("PLANNED", "BUILDING", "OPERATING", "CARE", "CLOSED", "RESTORED");
    static final Set<String> POSITION_KINDS =
            Set.of("EXECUTIVE", "MANAGER", "ENVIRONMENT_FULL_TIME", "ENVIRONMENT_PART_TIME", "STAFF", "CONTRACTOR");
    static final Set<String> STANDINGS = Set.of("IN", "PENDING", "EXCLUDED");

    private Rules() {}

    static String unitCode(String code) {
        if (!code.matches("[A-Z0-9][A-Z0-9-]{0,39}")) {
            throw new Invalid("code", "organisation.invalid.unitCode");
        }
        return code;
    }

    static String code(String code) {
        if (!code.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,39}")) {
            throw new Invalid("code", "organisation.invalid.code");
        }
        return code;
    }

    static String postCode(String code) {
        if (!code.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            throw new Invalid("code", "organisation.invalid.code");
        }
        return code;
    }

    static LocalText name(String field, LocalText name) {
        for (String text : name.texts().values()) {
            if (text.isBlank()) {
                throw new Invalid(field + ".en", "ui.form.required");
            }
            if (text.length() > 200) {
                throw new Invalid(field + ".en", "ui.form.tooLong", 200, text.length());
            }
            if (text.chars().anyMatch(c -> c < 0x20)) {
                throw new Invalid(field + ".en", "ui.form.control");
            }
        }
        return name;
    }

    static String text(String field, String text, int max) {
        if (text.length() > max) {
            throw new Invalid(field, "ui.form.tooLong", max, text.length());
        }
        if (text.chars().anyMatch(c -> c == 0)) {
            throw new Invalid(field, "ui.form.control");
        }
        return text;
    }

    static String country(String code) {
        if (!Set.of(java.util.Locale.getISOCountries()).contains(code)) {
            throw new Invalid("country", "organisation.invalid.country", code);
        }
        return code;
    }

    static String oneOf(String field, String value, Set<String> known) {
        if (!known.contains(value)) {
            throw new Invalid(field, value.isBlank() ? "ui.form.required" : "ui.form.choice");
        }
        return value;
    }

    static void calendarDay(String field, java.time.LocalDate day) {
        if (day.getYear() < 1990 || day.getYear() > 2199) {
            throw new Invalid(field, "ui.form.date", day.toString());
        }
    }

    /// As it is kept, with six digits after the point: what would be rounded to nothing is refused.
    static void share(String field, java.math.BigDecimal share) {
        if (share.setScale(6, java.math.RoundingMode.HALF_UP).signum() <= 0
                || share.compareTo(java.math.BigDecimal.ONE) > 0) {
            throw new Invalid(field, "organisation.invalid.share");
        }
    }

    static void period(String field, java.time.LocalDate from, java.time.@Nullable LocalDate to) {
        if (to != null && !to.isAfter(from)) {
            throw new Invalid(field, "organisation.invalid.period");
        }
    }

    static String email(String email) {
        String text = email.strip();
        if (!text.isEmpty() && (text.length() > 200 || !text.matches("[^\\s@]+@[^\\s@]+"))) {
            throw new Invalid("email", "organisation.invalid.email");
        }
        return text;
    }

    /// Holds all of them against what was entered and says everything that is wrong with it at once.
    static void all(Runnable... rules) {
        var problems = new ArrayList<Invalid.Problem>();
        for (Runnable rule : rules) {
            try {
                rule.run();
            } catch (Invalid e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new Invalid(problems);
        }
    }

    /// Says a taken code or an overlapping period at its place instead of failing.
    static <T> T saying(String field, Supplier<T> write) {
        try {
            return write.get();
        } catch (DataIntegrityViolationException e) {
            String state =
                    e.getMostSpecificCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
            switch (state) {
                case "23505" -> throw new Invalid(field, "organisation.invalid.taken");
                case "23P01" -> throw new Refused("organisation.refused.overlap");
                default -> throw e;
            }
        }
    }
}
