package org.verdite.monitoring.web.imports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.verdite.monitoring.intake.LoadResult;
import org.verdite.ui.job.Job;

/// The load while it runs, and what came of it.
record ImportLoadedPage(
        ImportHead head,
        boolean loaded,
        LoadResult result,
        @Nullable Job job,
        List<Map.Entry<String, String>> points) {}
