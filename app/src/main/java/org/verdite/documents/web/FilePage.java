package org.verdite.documents.web;

import java.util.List;
import org.verdite.documents.EvidenceFile;

/// One file: what it is and what it proves.
record FilePage(EvidenceFile file, EvidenceQueries.More more, List<EvidenceQueries.Link> links) {}
