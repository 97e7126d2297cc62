package org.verdite.monitoring.web.imports;

import java.util.Map;
import org.verdite.ui.form.Form;

/// Choosing a file.
record ImportNewPage(Form form, Map<String, String> units) {}
