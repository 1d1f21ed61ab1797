// The words of a text as quotations are compared by: what a copy may change without changing what is
// said (white space, line breaks, hyphenation, ligatures, quotation marks, case) is taken away, and
// numbers, signs and every letter are kept.

#pragma once

#include <QString>
#include <QStringView>

#include <cstdint>
#include <vector>

namespace documents {

struct Word
{
    qsizetype begin = 0; // in the text, UTF-16 units
    qsizetype end = 0;
    std::uint64_t hash = 0; // of the normalised word
};

// The normalised word at these units: compatibility forms resolved where they say the same (so not in
// 10⁶, ½ and ①), lower case, hyphens dropped.
QString normalised(QStringView text);

// A run of letters is a word, also across hyphens and across a hyphen at the end of a line; a number
// with its separators is one; every sign that can change a number or a statement, every number that is
// no row of digits, and every ideograph, is one.
std::vector<Word> wordsOf(QStringView text);

// Whether two passages of the same words look the same to a reader: white space, hyphens at line ends,
// and the forms of letters, quotation marks and dashes do not count; case and punctuation do.
bool lookAlike(QStringView one, QStringView other);

bool hasDigit(QStringView word);

// Whether begin and end cut no word and no number: "210 euros" does not stand in "4210 euros", and
// "5 %" does not stand in "-5 %".
bool standsAlone(QStringView text, qsizetype begin, qsizetype end);

} // namespace documents
