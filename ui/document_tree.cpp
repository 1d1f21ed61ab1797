#include "ui/document_tree.h"

#include <QCoreApplication>

#include <algorithm>

namespace ui {
namespace {

using Kind = DocumentNode::Kind;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ui::DocumentTree)
};

} // namespace

DocumentTree::DocumentTree() { build(); }

void DocumentTree::setFiles(const QList<PlannedFile>& files)
{
    const bool isSame = hasSameNodes(files);
    m_files = files;
    if (isSame)
        sum();
    else
        build();
}

bool DocumentTree::hasSameNodes(const QList<PlannedFile>& files) const
{
    return std::equal(files.begin(), files.end(), m_files.begin(), m_files.end(),
                      [](const PlannedFile& a, const PlannedFile& b) {
                          return a.name == b.name && a.skipped == b.skipped
                                 && a.warnings == b.warnings;
                      });
}

int DocumentTree::add(Kind kind, const QString& name, int parent, int file)
{
    DocumentNode node;
    node.kind = kind;
    node.name = name;
    node.parent = parent;
    node.file = file;
    m_nodes.push_back(node);
    const int id = size() - 1;
    if (parent >= 0)
        m_nodes[std::size_t(parent)].children.push_back(id);
    return id;
}

void DocumentTree::build()
{
    m_nodes.clear();
    add(Kind::Folder, {}, -1);
    QHash<QString, int> folders{{QString(), kRoot}};
    QHash<QString, QList<int>> skipped;
    QHash<QString, QList<int>> warned;
    const auto folderOf = [&](const QString& path, const auto& self) -> int {
        if (const auto found = folders.constFind(path); found != folders.constEnd())
            return *found;
        const qsizetype slash = path.lastIndexOf(u'/');
        const int parent = self(slash < 0 ? QString() : path.left(slash), self);
        const int id = add(Kind::Folder, path.mid(slash + 1), parent);
        folders.insert(path, id);
        return id;
    };
    for (int i = 0; i < int(m_files.size()); ++i) {
        const PlannedFile& file = m_files[i];
        if (!file.skipped.isEmpty()) {
            skipped[file.skipped] += i;
            continue;
        }
        for (const QString& warning : file.warnings)
            warned[warning] += i;
        const qsizetype slash = file.name.lastIndexOf(u'/');
        const int folder = folderOf(slash < 0 ? QString() : file.name.left(slash), folderOf);
        add(Kind::File, file.name.mid(slash + 1), folder, i);
    }
    addSection(Texts::tr("With warnings"), warned);
    addSection(Texts::tr("Not read"), skipped);
    sum();
}

void DocumentTree::addSection(const QString& name, const QHash<QString, QList<int>>& filesByReason)
{
    if (filesByReason.isEmpty())
        return;
    const int section = add(Kind::Section, name, kRoot);
    QStringList reasons = filesByReason.keys();
    std::sort(reasons.begin(), reasons.end());
    for (const QString& sentence : reasons) {
        const int reason = add(Kind::Reason, sentence, section);
        for (const int file : filesByReason[sentence])
            add(Kind::Mention, m_files[file].name, reason, file);
    }
}

// Children come behind their parents, so that one way back sums everything.
void DocumentTree::sum()
{
    for (DocumentNode& node : m_nodes) {
        node.files = node.includedFiles = 0;
        node.bytes = node.tokens = node.uncountedBytes = 0;
        if (node.kind == Kind::Mention) {
            node.files = 1;
            node.bytes = m_files[node.file].bytes;
        } else if (node.kind == Kind::File) {
            const PlannedFile& file = m_files[node.file];
            node.files = 1;
            node.includedFiles = file.isIncluded ? 1 : 0;
            node.bytes = file.bytes;
            node.tokens = std::max<qint64>(0, file.tokens);
            node.uncountedBytes = file.tokens < 0 ? std::max<qint64>(1, file.bytes) : 0;
            node.hasWarnings = !file.warnings.isEmpty();
        }
    }
    for (auto node = m_nodes.rbegin(); node != m_nodes.rend(); ++node) {
        if (node->parent < 0 || node->kind == Kind::Section)
            continue; // what is not read is no part of the whole
        DocumentNode& parent = m_nodes[std::size_t(node->parent)];
        parent.files += node->files;
        parent.includedFiles += node->includedFiles;
        parent.bytes += node->bytes;
        parent.tokens += node->tokens;
        parent.uncountedBytes += node->uncountedBytes;
    }
}

void DocumentTree::setIncluded(const std::vector<int>& files, bool isIncluded)
{
    for (const int file : files)
        m_files[file].isIncluded = isIncluded;
    sum();
}

QString DocumentTree::path(int id) const
{
    const DocumentNode& node = this->node(id);
    if (node.file >= 0)
        return m_files[node.file].name;
    return node.parent <= kRoot ? node.name : path(node.parent) + u'/' + node.name;
}

int DocumentTree::withoutDetours(int id) const
{
    while (node(id).kind == Kind::Folder) {
        int onlyFolder = -1;
        int parts = 0;
        for (const int child : node(id).children) {
            if (node(child).kind == Kind::Folder)
                onlyFolder = child;
            if (node(child).kind == Kind::Folder || node(child).kind == Kind::File)
                ++parts;
        }
        if (parts != 1 || onlyFolder < 0)
            break;
        id = onlyFolder;
    }
    return id;
}

} // namespace ui
