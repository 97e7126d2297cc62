package org.verdite.governance.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.verdite.shared.PersonId;

/// People ticked or chosen under one name.
public final class Ticked {

    private Ticked() {}

    public static List<PersonId> people(HttpServletRequest request, String name) {
        return Arrays.stream(Objects.requireNonNullElse(request.getParameterValues(name), new String[0]))
                .filter(p -> p.matches("\\d{1,9}"))
                .map(p -> new PersonId(Integer.parseInt(p)))
                .toList();
    }
}
