package org.verdite.organisation.roster;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.verdite.shared.LocalText;

/// What stands already, by the codes that lines name; what the lines before brought is added to it.
final class Standing {

    record Unit(
            int id,
            int version,
            LocalText name,
            String kind,
            String parent,
            LocalDate opened,
            @Nullable LocalDate closed) {}

    record Site(
            int id,
            int version,
            String unit,
            LocalText name,
            String kind,
            String country,
            String province,
            String zone,
            BigDecimal latitude,
            BigDecimal longitude,
            String entity,
            String minerals,
            @Nullable LocalDate since,
            @Nullable LocalDate acquired,
            @Nullable LocalDate closed) {}

    record Post(int id, int version, String unit, String kind, LocalText title, String superior) {}

    /// @param employment kind that holds today or last; empty for none
    record Person(
            int id,
            int version,
            String unit,
            LocalText name,
            String email,
            String phone,
            String employment,
            String contractor,
            @Nullable LocalDate since) {}

    record Appointment(long id, @Nullable LocalDate end, boolean substitute) {}

    final Map<String, Unit> units = new HashMap<>();
    final Map<String, Site> sites = new HashMap<>();
    final Map<String, Post> posts = new HashMap<>();
    final Map<String, Person> people = new HashMap<>();
    /// Codes of legal entities.
    final Set<String> entities = new HashSet<>();

    final Map<String, Integer> contractors = new HashMap<>();

    /// By {@link #appointment}.
    final Map<String, Appointment> appointments = new HashMap<>();

    /// Whose e-mail it is: address in small letters → number of the person.
    final Map<String, String> emails = new HashMap<>();

    static String appointment(String person, String post, LocalDate from) {
        return String.join("\u001f", List.of(person, post, from.toString()));
    }
}
