package org.verdite.monitoring.intake.written;

import java.util.Set;

/// Words that laboratories write instead of a number or beside it; upper case.
final class ResultWords {

    static final Set<String> NOTHING = Set.of(
            "",
            "-",
            "--",
            "---",
            "/",
            "—",
            "–",
            "NA",
            "N/A",
            "N.A.",
            "NAN",
            "NULL",
            "NONE",
            "#N/A",
            "#VALUE!",
            "#DIV/0!",
            "MISSING",
            "NR",
            "NOT REPORTED",
            "缺测",
            "未测",
            "无");
    static final Set<String> UNDETECTED = Set.of(
            "ND",
            "N.D.",
            "N.D",
            "ND*",
            "U",
            "UJ",
            "BDL",
            "BRL",
            "BQL",
            "BLQ",
            "BLD",
            "NOT DETECTED",
            "NON-DETECT",
            "NONDETECT",
            "NON DETECT",
            "未检出",
            "未檢出",
            "低于检出限",
            "<LOD",
            "<LOQ",
            "<DL",
            "<MDL",
            "<RL",
            "<MRL",
            "<PQL",
            "<QL",
            "<检出限",
            "BELOW DETECTION LIMIT",
            "*NON-DETECT");
    static final Set<String> UNCOUNTABLE = Set.of(
            "TNTC", "TOO NUMEROUS TO COUNT", "TOO MUCH TO COUNT", "多不可计", "无法计数", "*PRESENT >QL", ">QL", "CONFLUENT");
    static final Set<String> SUFFIXES = Set.of("J", "U", "UJ", "R", "B", "H", "Q", "JB", "BJ", "J+", "J-", "*");

    private ResultWords() {}
}
