package org.verdite.monitoring.web.imports;

import java.util.List;
import java.util.Map;
import org.verdite.monitoring.intake.Role;
import org.verdite.ui.form.Form;

/// What the columns mean.
///
/// @param wide columns that hold a parameter each; empty for one result a line
record ImportMappingPage(
        ImportHead head,
        Form form,
        List<String> header,
        List<List<String>> sample,
        Map<String, String> headings,
        List<String> wide,
        Map<String, String> parameters,
        Map<String, String> points) {

    /// A column has one of the meanings that most files do without.
    boolean more() {
        return Role.others().stream().anyMatch(role -> form.has("col." + role.key()));
    }
}
