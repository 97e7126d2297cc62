package org.verdite.monitoring.intake.file;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The head of an ESdat delivery: which laboratory reports under which number. Either may be empty.
///
/// @param name of the file or sheet
record LabHeader(String name, String laboratory, String report) {

    /// More than any head is long.
    static final int LONGEST = 1 << 20;

    private static final String LABORATORY = "Lab_Name";
    private static final String REPORT = "Lab_Report_Number";

    static boolean is(LabPart part) {
        return part.has(REPORT) && !part.has("SampleCode", "Sample_Code", "Lab_Sample_ID");
    }

    static LabHeader of(LabPart part) {
        int laboratory = part.column(LABORATORY);
        int report = part.column(REPORT);
        var first = part.file().shape().sample().stream().findFirst().orElseThrow();
        return new LabHeader(part.name(), cell(first, laboratory), cell(first, report));
    }

    private static String cell(java.util.List<String> cells, int column) {
        return column < 0 || column >= cells.size() ? "" : cells.get(column).strip();
    }

    /// Reads an XML head; what is none, or names anything outside itself, is no head.
    static Optional<LabHeader> of(String name, byte[] xml) {
        var factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT
                        && reader.getLocalName().equals("LabReport")) {
                    return Optional.of(new LabHeader(name, attribute(reader, LABORATORY), attribute(reader, REPORT)));
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            return Optional.empty();
        }
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }
}
