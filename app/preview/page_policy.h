// What is added to the files of a page when they are served: a content security policy ahead of
// everything in a document. Lines keep their numbers.

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace preview {

// The policy for the app `host`: its own origin, the library pack at the addresses `libraryHosts`
// (a policy is asked before a request can be sent elsewhere), nothing else.
QByteArray contentPolicy(const QString& host, const QStringList& libraryHosts);

// The document with the policy as its first element: behind the doctype, because a document that
// begins with anything else is laid out by the rules of 1998. Checksums of library files are taken
// out, as the pack may hold a neighbouring version.
QByteArray withPolicy(const QByteArray& document, const QByteArray& policy);

// What Chromium says in the console when the policy keeps a page from an address: one and a half
// kilobytes, nearly all of them the policy. None: the text is about something else.
struct Refusal
{
    QUrl address;
    QString kind; // "style sheet", "script", "image", ...
};
std::optional<Refusal> refusalIn(const QString& consoleText);
// fetch() says it once more, in other words.
bool repeatsRefusal(const QString& consoleText);

// What the app's files are written in, whether they say so or not: "text/html;charset=utf-8".
QByteArray withCharset(const QByteArray& mimeType);

// By the name's ending; what is unknown is a plain stream of bytes.
QByteArray mimeTypeOf(const QString& fileName);

} // namespace preview
