// The language of the window.

#pragma once

#include <QString>

class QCoreApplication;

namespace app {

// Before the first widget. The language is a name of QLocale, such as zh_CN; empty: the system's. It
// also decides how numbers are written. What is not translated stays English.
void setLanguage(QCoreApplication& application, const QString& language);

} // namespace app
