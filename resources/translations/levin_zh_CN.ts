<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AnswerSteps</name>
    <message>
        <source>All sections together</source>
        <translation>综合所有部分</translation>
    </message>
    <message>
        <source>Section %1 of %2: %3</source>
        <translation>第 %1 部分（共 %2 部分）：%3</translation>
    </message>
</context>
<context>
    <name>ChatPresets</name>
    <message>
        <source>General</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Web development</source>
        <translation>网页开发</translation>
    </message>
    <message>
        <source>Mathematics</source>
        <translation>数学</translation>
    </message>
    <message>
        <source>As the model recommends</source>
        <translation>按模型推荐</translation>
    </message>
</context>
<context>
    <name>CostCurves</name>
    <message>
        <source>as in your reading on %1</source>
        <translation>依据您在 %1 上的一次阅读</translation>
    </message>
    <message>
        <source>as in your %1 readings on %2</source>
        <translation>依据您在 %2 上的 %1 次阅读</translation>
    </message>
    <message>
        <source>The arithmetic, at %1 a second, %2.</source>
        <translation>运算量，每秒 %1，%2。</translation>
    </message>
    <message>
        <source>Weights %1, working memory %2, the states of the lightning layers %3 at any length, and %4 for the keys and values of each token (softmax everywhere: no states, but %5 for each token). What is measured is the whole program, with its window and the snapshots of its conversations.</source>
        <translation>权重 %1，工作内存 %2，闪电层的状态无论多长都是 %3，每个词元的键和值 %4（若全为 softmax：没有状态，但每个词元 %5）。实测的是整个程序，包括窗口和对话的快照。</translation>
    </message>
    <message>
        <source>The arithmetic: pairs of tokens in softmax layers at %1 a second and everything else at %2 a second, %3.</source>
        <translation>运算量：softmax 层的词元对每秒 %1，其余每秒 %2，%3。</translation>
    </message>
    <message>
        <source>For each token 2 × %1 weights, and 5 × %2 × %3² for the states of each of %4 lightning layers; for each pair of tokens 4 × %2 × %3 in each of %5 softmax layers (softmax everywhere: of %6). Of what is read, the last layer keeps keys and values and computes no more. A multiplication and an addition are two operations.</source>
        <translation>每个词元：2 × %1 个权重，%4 个闪电层的状态每层 5 × %2 × %3²；每对词元：%5 个 softmax 层每层 4 × %2 × %3（若全为 softmax：%6 层）。对于只读的内容，最后一层只保留键和值，不做其他计算。一次乘法和一次加法算两次运算。</translation>
    </message>
</context>
<context>
    <name>Database</name>
    <message>
        <source>The file of your conversations was damaged. It was kept as %1, and a new one was begun.</source>
        <translation>对话文件已损坏。原文件保留为 %1，并已新建一个文件。</translation>
    </message>
</context>
<context>
    <name>DiskRoom</name>
    <message>
        <source>The reading takes %1 on disk; saved readings may take %2 in all. The settings of the program allow more.</source>
        <translation>这次阅读需要 %1 磁盘空间；保存的阅读总共可占 %2。可在程序设置中调大。</translation>
    </message>
    <message>
        <source>The reading takes %1 more on disk, and only %2 are free.</source>
        <translation>这次阅读还需要 %1 磁盘空间，而只剩 %2。</translation>
    </message>
    <message>
        <source>%1 could not be removed.</source>
        <translation>无法删除 %1。</translation>
    </message>
</context>
<context>
    <name>DocumentPlan</name>
    <message>
        <source>The documents need %1 of memory with this model, and %2 are available. Leave out files, or let it be asked section by section or by search.</source>
        <translation>用此模型读这些文档需要 %1 内存，而可用 %2。请去掉一些文件，或改为分段提问或搜索提问。</translation>
    </message>
    <message>
        <source>The documents have %1 tokens, and this model reads at most %2 beside a question and its answer. Leave out files, or let it be asked section by section or by search.</source>
        <translation>文档共有 %1 个词元，除问题和回答外，此模型最多读 %2 个。请去掉一些文件，或改为分段提问或搜索提问。</translation>
    </message>
</context>
<context>
    <name>FolderScan</name>
    <message>
        <source>what is written here</source>
        <translation>本程序写出的内容</translation>
    </message>
    <message>
        <source>Ignore files such as .gitignore have no effect: %1.</source>
        <translation>.gitignore 等忽略文件不起作用：%1。</translation>
    </message>
    <message>
        <source>a link that leads outside the folder</source>
        <translation>指向文件夹之外的链接</translation>
    </message>
    <message>
        <source>a link to what is read where it is</source>
        <translation>指向已读内容的链接</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>named in an ignore file</source>
        <translation>被忽略文件排除</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>no regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>larger than %1 MiB</source>
        <translation>大于 %1 MiB</translation>
    </message>
    <message>
        <source>generated by a tool</source>
        <translation>由工具生成</translation>
    </message>
    <message>
        <source>binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>minified</source>
        <translation>压缩过的代码</translation>
    </message>
</context>
<context>
    <name>ModelText</name>
    <message>
        <source>%1 M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>结构</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>%1, %2 per token</source>
        <translation>%1，每个词元 %2</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>%1: %2 lightning, %3 softmax</source>
        <translation>%1：%2 个闪电注意力，%3 个 softmax</translation>
    </message>
    <message>
        <source>Heads</source>
        <translation>注意力头</translation>
    </message>
    <message>
        <source>%1 of %2 channels, %3 key-value</source>
        <translation>%1 个，每个 %2 通道，%3 个键值头</translation>
    </message>
    <message>
        <source>Experts</source>
        <translation>专家</translation>
    </message>
    <message>
        <source>Vocabulary</source>
        <translation>词表</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>上下文</translation>
    </message>
    <message>
        <source>Tokenizer</source>
        <translation>分词器</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>%1, mapped from the file</source>
        <translation>%1，映射自文件</translation>
    </message>
    <message>
        <source>Lightning states</source>
        <translation>闪电注意力状态</translation>
    </message>
    <message>
        <source>%1 at any length</source>
        <translation>%1，与长度无关</translation>
    </message>
    <message>
        <source>Keys and values</source>
        <translation>键和值</translation>
    </message>
    <message>
        <source>%1 per token</source>
        <translation>每个词元 %1</translation>
    </message>
    <message>
        <source>At %1 tokens</source>
        <translation>%1 个词元时</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>计算设备</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程</translation>
    </message>
    <message>
        <source>%1, threads: %2</source>
        <translation>%1，线程：%2</translation>
    </message>
</context>
<context>
    <name>QuoteChips</name>
    <message>
        <source>This does not stand in the documents.</source>
        <translation>文档中没有这段文字。</translation>
    </message>
    <message>
        <source>This does not stand in the documents. Nearest to it, in %1: %2</source>
        <translation>文档中没有这段文字。最接近的在 %1：%2</translation>
    </message>
    <message>
        <source>It does not stand at %1, which the answer names, but at %2.</source>
        <translation>它不在回答所说的 %1，而在 %2。</translation>
    </message>
    <message>
        <source>It stands at %1.</source>
        <translation>它在 %1。</translation>
    </message>
    <message>
        <source>The words differ: %1</source>
        <translation>用词不同：%1</translation>
    </message>
    <message>
        <source>not in the text</source>
        <translation>不在文本中</translation>
    </message>
</context>
<context>
    <name>QuoteNote</name>
    <message numerus="yes">
        <source>; ✓ %n quotation(s) in the document</source>
        <translation>
            <numerusform>；✓ %n 处引文与文档一致</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; ≈ %n quotation(s) nearly so in the document</source>
        <translation>
            <numerusform>；≈ %n 处引文与文档近似</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>; ✗ %n quotation(s) NOT in the document, or not where cited</source>
        <translation>
            <numerusform>；✗ %n 处引文不在文档中，或不在所引之处</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>The time is known once documents were read with this model; then it stands here for every length.</source>
        <translation>用此模型读过文档后即可知道所需时间；届时这里会显示各种长度的时间。</translation>
    </message>
</context>
<context>
    <name>app::AppExport</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The file could not be saved</source>
        <translation>无法保存文件</translation>
    </message>
    <message>
        <source>The page could not be opened in the browser</source>
        <translation>无法在浏览器中打开页面</translation>
    </message>
    <message>
        <source>The app wants to open %1</source>
        <translation>应用想要打开 %1</translation>
    </message>
    <message>
        <source>Open in the Browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>The app offers the file %1 (%2)</source>
        <translation>应用提供文件 %1（%2）</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>The one page is not the whole app</source>
        <translation>单个页面不是完整的应用</translation>
    </message>
    <message>
        <source>Scripts may ask for these files, which could not be put into it: %1.</source>
        <translation>脚本可能会用到这些未能放入其中的文件：%1。</translation>
    </message>
</context>
<context>
    <name>app::Application</name>
    <message>
        <source>The conversations could not be saved or read</source>
        <translation>无法保存或读取对话</translation>
    </message>
    <message>
        <source>About your conversations</source>
        <translation>关于您的对话</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>“%1” is in the trash.</source>
        <translation>“%1”已移入回收站。</translation>
    </message>
    <message>
        <source>What is kept of documents could not be saved or read</source>
        <translation>保留的文档数据无法保存或读取</translation>
    </message>
    <message>
        <source>Add Files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>The model was not opened</source>
        <translation>模型未打开</translation>
    </message>
    <message>
        <source>Something is being written or opened; try again when it has ended.</source>
        <translation>正在写入或打开内容；请在结束后重试。</translation>
    </message>
    <message>
        <source>Delete “%1” for good? It cannot be brought back.</source>
        <translation>永久删除“%1”？删除后无法恢复。</translation>
    </message>
    <message>
        <source>Delete for Good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Empty the Trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>%1 could not be opened. The built-in model takes its place.</source>
        <translation>无法打开 %1，改用内置模型。</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Apps</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>In “%1”</source>
        <translation>在“%1”中</translation>
    </message>
    <message>
        <source>Delete all that is in the trash (%1)? It cannot be brought back.</source>
        <translation>删除回收站中的全部内容（%1）？删除后无法恢复。</translation>
    </message>
    <message>
        <source>Open Anyway</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>The app could not be saved or read</source>
        <translation>无法保存或读取应用</translation>
    </message>
</context>
<context>
    <name>app::ChatController</name>
    <message>
        <source>The model could not be opened</source>
        <translation>无法打开模型</translation>
    </message>
    <message>
        <source>The model had to be closed</source>
        <translation>模型已被关闭</translation>
    </message>
    <message>
        <source>; cut off: the context is full</source>
        <translation>；上下文已满而截断</translation>
    </message>
    <message>
        <source>; ended: the answer repeated itself</source>
        <translation>；回答重复，已结束</translation>
    </message>
    <message>
        <source>; stopped</source>
        <translation>；已停止</translation>
    </message>
    <message>
        <source>The answer ended early: %1</source>
        <translation>回答提前结束：%1</translation>
    </message>
    <message>
        <source>There is no answer, so the question is left out of the conversation: %1</source>
        <translation>没有回答，因此该问题不计入对话：%1</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>；%1</translation>
    </message>
    <message>
        <source>; cut off at the limit for one answer, which is “Longest answer” in the settings of this conversation</source>
        <translation>；已达到单个回答的上限而中断，可在此对话的设置中修改“最长回答”</translation>
    </message>
    <message>
        <source>; there is no answer, so the question is left out of the conversation</source>
        <translation>；没有回答，因此该问题不计入对话</translation>
    </message>
    <message>
        <source>%1 needs about %2 of memory, and %3 can be had. What does not fit is read from the disk again and again, so that answers are slow.</source>
        <translation>%1 约需 %2 内存，目前可用 %3。放不下的部分会反复从磁盘读取，因此回答会很慢。</translation>
    </message>
    <message>
        <source>Edited by you</source>
        <translation>由您编辑</translation>
    </message>
</context>
<context>
    <name>app::ConversationModel</name>
    <message>
        <source>Interrupted: the program ended while this was being written.</source>
        <translation>已中断：程序在生成此回答时退出。</translation>
    </message>
</context>
<context>
    <name>app::Conversations</name>
    <message>
        <source>The conversation could not be opened: %1</source>
        <translation>无法打开对话：%1</translation>
    </message>
</context>
<context>
    <name>app::DocumentBench</name>
    <message>
        <source>the documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>The files are being looked at</source>
        <translation>正在查看文件</translation>
    </message>
    <message>
        <source>The tokens are being counted</source>
        <translation>正在数词元</translation>
    </message>
    <message>
        <source>Not read as a whole</source>
        <translation>未通读</translation>
    </message>
    <message>
        <source>Not read yet: the first question reads it</source>
        <translation>尚未阅读：第一个问题会先阅读它</translation>
    </message>
    <message>
        <source>Too long to be asked as a whole</source>
        <translation>太长，无法整体提问</translation>
    </message>
    <message>
        <source>%1 % read</source>
        <translation>已读 %1 %</translation>
    </message>
    <message>
        <source> · files changed since: %1</source>
        <translation> · 此后改变的文件：%1</translation>
    </message>
    <message>
        <source>Explain this.</source>
        <translation>请解释这段内容。</translation>
    </message>
</context>
<context>
    <name>app::DocumentDesk</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 等另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>All files are switched off, so there is nothing to ask.</source>
        <translation>所有文件都已关闭，没有可提问的内容。</translation>
    </message>
    <message>
        <source>; the reading is not saved: %1</source>
        <translation>；阅读未保存：%1</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%2 个文件中的 %1 个</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>整个文件</translation>
    </message>
    <message>
        <source>all %1 files</source>
        <translation>全部 %1 个文件</translation>
    </message>
    <message>
        <source>Waits for another reading.</source>
        <translation>正在等待另一次阅读。</translation>
    </message>
    <message>
        <source>The saved reading gave way to another one; the texts are kept.</source>
        <translation>保存的阅读已为另一次阅读让出空间；文本仍保留。</translation>
    </message>
    <message>
        <source>Goes on when the answer is written.</source>
        <translation>回答写完后继续。</translation>
    </message>
    <message>
        <source>Not all of the saved reading could be used: %1</source>
        <translation>保存的阅读未能全部使用：%1</translation>
    </message>
    <message>
        <source>%1, all %2 tokens read</source>
        <translation>%1，全部 %2 个词元已读</translation>
    </message>
    <message>
        <source>For the question that was asked.</source>
        <translation>为所提的问题。</translation>
    </message>
    <message>
        <source>Nothing is kept of the documents of this conversation any more. Drop them again to ask them.</source>
        <translation>此对话的文档已不再保留。请重新拖入以便提问。</translation>
    </message>
</context>
<context>
    <name>app::DocumentWorker</name>
    <message>
        <source>Nothing there can be read.</source>
        <translation>那里没有可读的内容。</translation>
    </message>
    <message>
        <source>Nothing there can be read (%1).</source>
        <translation>那里没有可读的内容（%1）。</translation>
    </message>
    <message>
        <source>%1 is not there any more. Its text as it was read is kept.</source>
        <translation>%1 已不存在。已读的文本仍保留。</translation>
    </message>
    <message>
        <source>%1 is not among the documents that are read.</source>
        <translation>%1 不在所读的文档中。</translation>
    </message>
    <message>
        <source>asked section by section: %1 sections, then all answers together</source>
        <translation>分段提问：%1 个部分，然后综合所有回答</translation>
    </message>
    <message>
        <source>all of %1 read, and nothing else</source>
        <translation>只读了 %1 的全部</translation>
    </message>
    <message>
        <source>only the selected part of %1 read</source>
        <translation>只读了 %1 中选定的部分</translation>
    </message>
    <message>
        <source>No passage of the documents has a word of the question.</source>
        <translation>文档中没有包含问题词语的段落。</translation>
    </message>
    <message>
        <source>answered from one passage found by search, NOT from the whole text</source>
        <translation>根据搜索到的一个段落回答，并非根据全文</translation>
    </message>
    <message>
        <source>answered from %1 passages found by search, NOT from the whole text</source>
        <translation>根据搜索到的 %1 个段落回答，并非根据全文</translation>
    </message>
    <message>
        <source>%1 could not be removed.</source>
        <translation>无法删除 %1。</translation>
    </message>
</context>
<context>
    <name>app::EngineWorker</name>
    <message>
        <source>This model does not count the tokens of documents.</source>
        <translation>此模型不能计算文档的词元数。</translation>
    </message>
    <message>
        <source>This model cannot read documents once and keep the reading.</source>
        <translation>此模型不能把文档读一次并保存阅读。</translation>
    </message>
    <message>
        <source>No model is open.</source>
        <translation>没有打开的模型。</translation>
    </message>
</context>
<context>
    <name>app::ErrorLoop</name>
    <message>
        <source>The same error came back, so the program stopped asking.</source>
        <translation>同样的错误再次出现，程序已停止继续请求。</translation>
    </message>
    <message>
        <source>Three attempts did not repair it, so the program stopped asking.</source>
        <translation>三次尝试仍未修复，程序已停止继续请求。</translation>
    </message>
</context>
<context>
    <name>app::LibraryModel</name>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
</context>
<context>
    <name>app::PlayCommand</name>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
    <message>
        <source>%1 holds more than the %2 MB that a page may have.</source>
        <translation>%1 超过了页面允许的 %2 MB。</translation>
    </message>
    <message>
        <source>%1 has no file %2.</source>
        <translation>%1 中没有文件 %2。</translation>
    </message>
    <message>
        <source>Runs a page in the sandbox of the preview and says what came of it.
The exit code is 0 for a page without errors, 1 for one with, 2 if it could not be run.</source>
        <translation>在预览沙箱中运行页面并报告结果。
页面无错误时退出码为 0，有错误时为 1，无法运行时为 2。</translation>
    </message>
    <message>
        <source>An HTML file, or a folder with an index.html.</source>
        <translation>一个 HTML 文件，或含有 index.html 的文件夹。</translation>
    </message>
    <message>
        <source>Writes a picture of the page.</source>
        <translation>保存页面截图。</translation>
    </message>
    <message>
        <source>Seconds for all of it; 10.</source>
        <translation>总时限（秒），默认 10。</translation>
    </message>
    <message>
        <source>Seconds to watch the loaded page; 2.</source>
        <translation>页面加载后的观察时间（秒），默认 2。</translation>
    </message>
    <message>
        <source>Of the page in pixels; 1024x720.</source>
        <translation>页面尺寸（像素），默认 1024x720。</translation>
    </message>
    <message>
        <source>The file of the folder to open.</source>
        <translation>要打开的文件夹中的文件。</translation>
    </message>
    <message>
        <source>Prints one JSON object.</source>
        <translation>输出一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Opens no window even where there is a display; there is no WebGL then.</source>
        <translation>即使有显示器也不打开窗口；此时没有 WebGL。</translation>
    </message>
    <message>
        <source>Name one page.</source>
        <translation>请指定一个页面。</translation>
    </message>
    <message>
        <source>--timeout and --watch take up to 3600 seconds.</source>
        <translation>--timeout 和 --watch 最多 3600 秒。</translation>
    </message>
    <message>
        <source>--size takes 16x16 to 4096x4096.</source>
        <translation>--size 取值为 16x16 到 4096x4096。</translation>
    </message>
    <message>
        <source>The page was not done after %1 seconds.</source>
        <translation>页面在 %1 秒后仍未完成。</translation>
    </message>
    <message>
        <source>The page shows nothing.</source>
        <translation>页面没有显示任何内容。</translation>
    </message>
    <message>
        <source>The picture could not be written to %1: %2.</source>
        <translation>无法将截图写入 %1：%2。</translation>
    </message>
    <message>
        <source>uncaught: %1%2</source>
        <translation>未捕获：%1%2</translation>
    </message>
    <message>
        <source>blocked: %1 %2</source>
        <translation>已拦截：%1 %2</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>%1 frames per second, %2 MB at most, errors: %3</source>
        <translation>每秒 %1 帧，最多 %2 MB，错误：%3</translation>
    </message>
</context>
<context>
    <name>app::PreviewHost</name>
    <message>
        <source>This system does not let the preview give up its network. Other barriers stand, but run only what you trust.</source>
        <translation>此系统不允许预览放弃网络。其他防护仍然有效，但请只运行您信任的内容。</translation>
    </message>
    <message>
        <source>The page could not be loaded.</source>
        <translation>无法加载页面。</translation>
    </message>
    <message>
        <source>download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>The app&apos;s process ended: %1.</source>
        <translation>应用进程已结束：%1。</translation>
    </message>
    <message>
        <source>This app did not respond or crashed when it ran last.</source>
        <translation>此应用上次运行时无响应或崩溃。</translation>
    </message>
    <message>
        <source>Not all data of the app could be removed from %1.</source>
        <translation>未能从 %1 删除应用的全部数据。</translation>
    </message>
    <message>
        <source>The app was stopped because it used more than %1 MB of memory.</source>
        <translation>应用使用的内存超过 %1 MB，已停止。</translation>
    </message>
    <message>
        <source>The app keeps the preview from drawing.</source>
        <translation>应用使预览无法绘制。</translation>
    </message>
    <message>
        <source>The app&apos;s script does not come to an end.</source>
        <translation>应用的脚本无法结束。</translation>
    </message>
    <message>
        <source>The app draws no more pictures.</source>
        <translation>应用不再绘制画面。</translation>
    </message>
    <message>
        <source>A worker of the app does not come to an end.</source>
        <translation>应用的一个后台线程无法结束。</translation>
    </message>
    <message>
        <source>The preview process did not start within %1 seconds.</source>
        <translation>预览进程未能在 %1 秒内启动。</translation>
    </message>
    <message>
        <source>The app closed itself.</source>
        <translation>应用自行关闭。</translation>
    </message>
    <message>
        <source>The app was stopped because it keeps more than %1 MB of data. Reset its data to run it again.</source>
        <translation>应用已停止，因为它保存的数据超过 %1 MB。重置其数据后可再次运行。</translation>
    </message>
    <message>
        <source>This system does not let the preview give up its access to files (there is no Landlock); other barriers stand.</source>
        <translation>此系统不支持让预览放弃文件访问权限（没有 Landlock）；其他防护仍然有效。</translation>
    </message>
</context>
<context>
    <name>app::PreviewProcess</name>
    <message>
        <source>The preview program %1 could not be started: %2.</source>
        <translation>无法启动预览程序 %1：%2。</translation>
    </message>
    <message>
        <source>The preview process crashed.</source>
        <translation>预览进程崩溃。</translation>
    </message>
    <message>
        <source>The preview process ended by itself with code %1.</source>
        <translation>预览进程自行退出，代码 %1。</translation>
    </message>
    <message>
        <source>The socket of the preview could not be made: %1.</source>
        <translation>无法创建预览的套接字：%1。</translation>
    </message>
    <message>
        <source>The preview process closed its connection.</source>
        <translation>预览进程关闭了连接。</translation>
    </message>
    <message>
        <source>The preview process sent a damaged message.</source>
        <translation>预览进程发送了损坏的消息。</translation>
    </message>
    <message>
        <source>The preview process sent too many messages.</source>
        <translation>预览进程发送的消息过多。</translation>
    </message>
</context>
<context>
    <name>app::RunWatch</name>
    <message>
        <source>Not loaded, for apps have no network: %1 (%2)</source>
        <translation>未加载，因为应用没有网络：%1（%2）</translation>
    </message>
</context>
<context>
    <name>app::SearchModel</name>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
</context>
<context>
    <name>app::TrashModel</name>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
</context>
<context>
    <name>app::Version</name>
    <message>
        <source>%1 (you)</source>
        <translation>%1（您）</translation>
    </message>
    <message>
        <source>being written</source>
        <translation>正在编写</translation>
    </message>
    <message>
        <source>unfinished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>works</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>has errors</source>
        <translation>有错误</translation>
    </message>
    <message>
        <source>had to be stopped</source>
        <translation>曾被强制停止</translation>
    </message>
    <message>
        <source>%1 runs, %2 is being written</source>
        <translation>%1 正在运行，%2 正在编写</translation>
    </message>
    <message>
        <source>%1 is being written</source>
        <translation>%1 正在编写</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 正在运行</translation>
    </message>
    <message>
        <source>unfinished, so it does not run by itself</source>
        <translation>未完成，因此不会自动运行</translation>
    </message>
    <message>
        <source>had to be stopped, so it does not run by itself</source>
        <translation>曾被强制停止，因此不会自动运行</translation>
    </message>
    <message>
        <source>The page is blank.</source>
        <translation>页面是空白的。</translation>
    </message>
    <message>
        <source>%1 (%2, line %3)</source>
        <translation>%1（%2，第 %3 行）</translation>
    </message>
</context>
<context>
    <name>app::WorkbenchController</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 compared with %2</source>
        <translation>%1 与 %2 的比较</translation>
    </message>
    <message>
        <source>The app is not running.</source>
        <translation>应用未在运行。</translation>
    </message>
</context>
<context>
    <name>preview::NetworkGate</name>
    <message>
        <source>%1 is not among the libraries that are installed with Levin; previews have no network.</source>
        <translation>%1 不在随 Levin 安装的库中；预览没有网络。</translation>
    </message>
</context>
<context>
    <name>preview::PageQuestion</name>
    <message>
        <source>No more questions from this app</source>
        <translation>不再接受此应用的询问</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>The generated app says:</source>
        <translation>生成的应用说：</translation>
    </message>
    <message>
        <source>The generated app asks:</source>
        <translation>生成的应用询问：</translation>
    </message>
</context>
<context>
    <name>preview::PlayPage</name>
    <message>
        <source>The page asked for a permission, which previews do not get.</source>
        <translation>页面请求了权限，预览不会获得权限。</translation>
    </message>
    <message>
        <source>The page asked for a file, which previews do not get.</source>
        <translation>页面请求了文件，预览不会获得文件。</translation>
    </message>
    <message>
        <source>The page tried to go to %1.</source>
        <translation>页面试图转到 %1。</translation>
    </message>
    <message>
        <source>The page loads itself again and again; it was kept from it.</source>
        <translation>页面反复加载自身，已被阻止。</translation>
    </message>
    <message>
        <source>%1 messages were left out.</source>
        <translation>省略了 %1 条消息。</translation>
    </message>
</context>
<context>
    <name>preview::PreviewWindow</name>
    <message>
        <source>Generated app, not part of Levin</source>
        <translation>生成的应用，不属于 Levin</translation>
    </message>
    <message>
        <source>The page offered the file %1 unasked.</source>
        <translation>页面擅自提供文件 %1。</translation>
    </message>
    <message>
        <source>The file %1 of the page could not be taken.</source>
        <translation>无法接收页面的文件 %1。</translation>
    </message>
</context>
<context>
    <name>ui::Banner</name>
    <message>
        <source>Close the message</source>
        <translation>关闭消息</translation>
    </message>
</context>
<context>
    <name>ui::Breadcrumb</name>
    <message>
        <source>Folders in between</source>
        <translation>中间的文件夹</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>返回 %1</translation>
    </message>
</context>
<context>
    <name>ui::ChatFeed</name>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>and %1 more characters, which the model reads too</source>
        <translation>另有 %1 个字符，模型也会读取</translation>
    </message>
</context>
<context>
    <name>ui::ChatSearch</name>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Message %1 of %2</source>
        <translation>第 %1 条消息，共 %2 条</translation>
    </message>
</context>
<context>
    <name>ui::ChatSettingsForm</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>系统提示</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 always takes the likeliest token; more is more varied.</source>
        <translation>0 总是选择最可能的词元；值越大越多样。</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Keeps the likeliest tokens that together reach this probability.</source>
        <translation>保留累计概率达到此值的最可能词元。</translation>
    </message>
    <message>
        <source>Top-k</source>
        <translation>Top-k</translation>
    </message>
    <message>
        <source>Keeps this many of the likeliest tokens.</source>
        <translation>保留这么多个最可能的词元。</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Min-p</source>
        <translation>Min-p</translation>
    </message>
    <message>
        <source>Keeps tokens of at least this share of the likeliest one&apos;s probability.</source>
        <translation>保留概率不低于最可能词元此比例的词元。</translation>
    </message>
    <message>
        <source>Repetition penalty</source>
        <translation>重复惩罚</translation>
    </message>
    <message>
        <source>Above 1, tokens that were just written become less likely.</source>
        <translation>大于 1 时，刚写过的词元可能性降低。</translation>
    </message>
    <message>
        <source>Penalty looks back</source>
        <translation>惩罚回看长度</translation>
    </message>
    <message>
        <source>Tokens that the repetition penalty looks at.</source>
        <translation>重复惩罚所考察的词元数。</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>another one for each answer</source>
        <translation>每次回答各不相同</translation>
    </message>
    <message>
        <source>The same seed and settings give the same answer.</source>
        <translation>相同的种子和设置得到相同的回答。</translation>
    </message>
    <message>
        <source>Longest answer</source>
        <translation>最长回答</translation>
    </message>
    <message>
        <source>Tokens of one answer, thinking included.</source>
        <translation>单次回答的词元数，包括思考。</translation>
    </message>
    <message>
        <source>Thinking budget</source>
        <translation>思考预算</translation>
    </message>
    <message>
        <source>Tokens of thinking, after which the model has to answer.</source>
        <translation>思考的词元数，之后模型必须回答。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>自定义</translation>
    </message>
</context>
<context>
    <name>ui::ChatView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>思考</translation>
    </message>
    <message>
        <source>Thinking…</source>
        <translation>正在思考…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>上一个版本</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>下一个版本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy this code</source>
        <translation>复制此代码</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>复制此消息</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit this message</source>
        <translation>编辑此消息</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>重来</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>重新回答</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Picture, not loaded:</source>
        <translation>图片，未加载：</translation>
    </message>
    <message>
        <source>Go to the end</source>
        <translation>转到末尾</translation>
    </message>
    <message>
        <source>Ask something, or paste a text and ask about it.
Everything stays on this computer.</source>
        <translation>提问，或粘贴一段文字再提问。
一切都留在这台电脑上。</translation>
    </message>
    <message>
        <source>The page that shows the conversation crashed several times. The conversation itself is safe.</source>
        <translation>显示对话的页面多次崩溃。对话本身是安全的。</translation>
    </message>
    <message>
        <source>Show It Again</source>
        <translation>重新显示</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Quotations, looked up in the documents</source>
        <translation>引文（已在文档中核对）</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已核实</translation>
    </message>
    <message>
        <source>Small differences</source>
        <translation>略有差异</translation>
    </message>
    <message>
        <source>Stands elsewhere</source>
        <translation>在别处</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>ui::CodeEditor</name>
    <message>
        <source>Files of the app</source>
        <translation>应用的文件</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Replaced: %1</source>
        <translation>已替换：%1</translation>
    </message>
</context>
<context>
    <name>ui::CodePane</name>
    <message>
        <source>Code of %1</source>
        <translation>%1 的代码</translation>
    </message>
</context>
<context>
    <name>ui::Composer</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop the answer (Esc)</source>
        <translation>停止回答（Esc）</translation>
    </message>
    <message>
        <source>Send (Enter); Shift+Enter begins a line</source>
        <translation>发送（Enter）；Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Send (Ctrl+Enter); Enter begins a line</source>
        <translation>发送（Ctrl+Enter）；Enter 换行</translation>
    </message>
</context>
<context>
    <name>ui::ComposerField</name>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>ui::ConsoleModel</name>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>警告：%1</translation>
    </message>
</context>
<context>
    <name>ui::ConsoleView</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show messages with these words</source>
        <translation>显示包含这些词的消息</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Messages of the page</source>
        <translation>页面的消息</translation>
    </message>
    <message>
        <source>The whole message</source>
        <translation>完整消息</translation>
    </message>
    <message>
        <source>Evaluate in the page</source>
        <translation>在页面中求值</translation>
    </message>
    <message>
        <source>Expression to evaluate in the page</source>
        <translation>要在页面中求值的表达式</translation>
    </message>
    <message>
        <source>Errors %1</source>
        <translation>错误 %1</translation>
    </message>
    <message>
        <source>Warnings %1</source>
        <translation>警告 %1</translation>
    </message>
    <message>
        <source>Messages %1</source>
        <translation>消息 %1</translation>
    </message>
    <message>
        <source>%1 earlier messages are left out</source>
        <translation>省略了 %1 条较早的消息</translation>
    </message>
</context>
<context>
    <name>ui::ConversationPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>给 %1 写消息</translation>
    </message>
    <message>
        <source>Write a message; it can be sent once a model is open</source>
        <translation>写一条消息；打开模型后即可发送</translation>
    </message>
    <message>
        <source>You are editing your last message. The old one stays as a branch.</source>
        <translation>您正在编辑上一条消息。旧消息保留为一个分支。</translation>
    </message>
</context>
<context>
    <name>ui::CostView</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
    <message>
        <source>%1M</source>
        <translation>%1M</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>运算量</translation>
    </message>
    <message>
        <source>What is plotted</source>
        <translation>图中内容</translation>
    </message>
    <message>
        <source>Open a model to see what reading costs it.</source>
        <translation>打开一个模型即可看到阅读的代价。</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Time to read</source>
        <translation>阅读时间</translation>
    </message>
    <message>
        <source>Arithmetic: operations to read</source>
        <translation>运算量：阅读所需的运算次数</translation>
    </message>
    <message>
        <source>the same with softmax attention everywhere</source>
        <translation>同一模型全部使用 softmax 注意力</translation>
    </message>
    <message>
        <source>reads at most %1</source>
        <translation>最多读 %1</translation>
    </message>
    <message>
        <source>these documents</source>
        <translation>这些文档</translation>
    </message>
    <message>
        <source>measured: %1</source>
        <translation>实测：%1</translation>
    </message>
    <message>
        <source>Measured on %1: %2 tokens, %3.</source>
        <translation>在 %1 上实测：%2 个词元，%3。</translation>
    </message>
    <message>
        <source>At %1 tokens, computed: %2; with softmax attention everywhere %3, %4 times as much.</source>
        <translation>%1 个词元时的计算值：%2；全部使用 softmax 注意力时为 %3，是其 %4 倍。</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
</context>
<context>
    <name>ui::DiffView</name>
    <message>
        <source>What has changed</source>
        <translation>更改内容</translation>
    </message>
</context>
<context>
    <name>ui::DocumentBar</name>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
    <message>
        <source>Show or hide the outline</source>
        <translation>显示或隐藏大纲</translation>
    </message>
    <message>
        <source>Ask About This</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Ask about the selected text</source>
        <translation>就选定的文本提问</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Let the selected text be explained</source>
        <translation>解释选定的文本</translation>
    </message>
    <message>
        <source>As Text</source>
        <translation>作为文本</translation>
    </message>
    <message>
        <source>Show the text that the model reads</source>
        <translation>显示模型所读的文本</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find in this document (Ctrl+F)</source>
        <translation>在此文档中查找 (Ctrl+F)</translation>
    </message>
    <message>
        <source>Remove the mark</source>
        <translation>去掉标记</translation>
    </message>
</context>
<context>
    <name>ui::DocumentInvitation</name>
    <message>
        <source>Drop files or folders here</source>
        <translation>把文件或文件夹拖到这里</translation>
    </message>
    <message>
        <source>A contract, a book, the sources of a program: PDF, Word, OpenDocument, EPUB, web pages, Markdown, tables, code and any other text.

You see what reading will cost before it begins. It is read once, on this computer; then you ask as often as you like.</source>
        <translation>合同、书籍、程序源代码：PDF、Word、OpenDocument、EPUB、网页、Markdown、表格、代码以及任何其他文本。

开始之前就能看到阅读的代价。在本机上只读一次，之后想问多少次都可以。</translation>
    </message>
    <message>
        <source>Choose Files…</source>
        <translation>选择文件…</translation>
    </message>
</context>
<context>
    <name>ui::DocumentList</name>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Show files with these words in their names</source>
        <translation>显示名称中含有这些词的文件</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%2 个文件中的 %1 个</translation>
    </message>
    <message>
        <source>&amp;Take In</source>
        <translation>纳入(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Leave Out</source>
        <translation>去掉(&amp;L)</translation>
    </message>
    <message>
        <source>Leave Out All &amp;Others</source>
        <translation>去掉其他所有文件(&amp;O)</translation>
    </message>
    <message>
        <source>Take In &amp;Everything That Is Shown</source>
        <translation>纳入所有显示的文件(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Show the Text</source>
        <translation>显示文本(&amp;S)</translation>
    </message>
</context>
<context>
    <name>ui::DocumentPage</name>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Add files to these documents</source>
        <translation>向这些文档添加文件</translation>
    </message>
    <message>
        <source>More to do</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>&amp;Forget the Reading</source>
        <translation>忘记这次阅读(&amp;F)</translation>
    </message>
    <message>
        <source>%1 of %2 files</source>
        <translation>%2 个文件中的 %1 个</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 个文件</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 个文件</translation>
    </message>
    <message>
        <source>%1 tokens of %2</source>
        <translation>%2 中的 %1 个词元</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>%1 memory</source>
        <translation>%1 内存</translation>
    </message>
    <message>
        <source>%1 to read</source>
        <translation>阅读需 %1</translation>
    </message>
    <message>
        <source>%1 on disk</source>
        <translation>磁盘 %1</translation>
    </message>
    <message>
        <source>The saved reading needs %1 on disk; %2 are set aside for saved readings.</source>
        <translation>保存的阅读需要 %1 磁盘空间；为保存的阅读留出了 %2。</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>Open a model, which reads them</source>
        <translation>打开一个模型来阅读它们</translation>
    </message>
    <message>
        <source>Deletes the saved reading (%1); the documents stay and can be read again</source>
        <translation>删除保存的阅读（%1）；文档保留，可以重新阅读</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>No file that can be read takes part</source>
        <translation>没有纳入可读的文件</translation>
    </message>
</context>
<context>
    <name>ui::DocumentTree</name>
    <message>
        <source>With warnings</source>
        <translation>有警告</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>不读</translation>
    </message>
</context>
<context>
    <name>ui::DocumentTreeModel</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 ⚠</source>
        <translation>%1 ⚠</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>not all tokens are counted yet</source>
        <translation>词元尚未全部数完</translation>
    </message>
    <message>
        <source>%1 of %2 files take part</source>
        <translation>%2 个文件中纳入 %1 个</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
</context>
<context>
    <name>ui::DocumentView</name>
    <message>
        <source>There is no document to show.</source>
        <translation>没有可显示的文档。</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>在此文档中查找</translation>
    </message>
    <message>
        <source>%1, searching…</source>
        <translation>%1，正在查找…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>The quotation stands here, word for word.</source>
        <translation>引文一字不差地在这里。</translation>
    </message>
    <message>
        <source>The quotation stands here with small differences.</source>
        <translation>引文在这里，略有差异。</translation>
    </message>
    <message>
        <source>The quotation does not stand in the documents; this is nearest to it.</source>
        <translation>引文不在文档中；这里与它最接近。</translation>
    </message>
    <message>
        <source>These words were not found on the page; “As Text” shows them.</source>
        <translation>未在页面上找到这些文字；“作为文本”可显示它们。</translation>
    </message>
</context>
<context>
    <name>ui::FilePicker</name>
    <message>
        <source>No file has these words in its name</source>
        <translation>没有名称中含有这些词的文件</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>One file: type a part of its name</source>
        <translation>一个文件：输入名称的一部分</translation>
    </message>
    <message>
        <source>Show files with these words in their names</source>
        <translation>显示名称中含有这些词的文件</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>ui::FindBar</name>
    <message>
        <source>Find in the conversation</source>
        <translation>在对话中查找</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一个匹配</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一个匹配</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
</context>
<context>
    <name>ui::LibraryPanel</name>
    <message>
        <source>New chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索全部内容</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Chats</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>New Chat</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>New Folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>New Folder Inside</source>
        <translation>在其中新建文件夹</translation>
    </message>
    <message>
        <source>Delete Folder, Keep Its Chats</source>
        <translation>删除文件夹，保留其中的对话</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>Move To</source>
        <translation>移动到</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>No Folder</source>
        <translation>不放入文件夹</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Delete for Good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Empty the Trash</source>
        <translation>清空回收站</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有找到任何内容。</translation>
    </message>
</context>
<context>
    <name>ui::LineBar</name>
    <message>
        <source>Go to line</source>
        <translation>转到行</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Levin</source>
        <translation>Levin</translation>
    </message>
    <message>
        <source>Open a Model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Models (*.gguf *.safetensors config.json)</source>
        <translation>模型 (*.gguf *.safetensors config.json)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open Model…</source>
        <translation>打开模型(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Conversation</source>
        <translation>对话(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;New Chat</source>
        <translation>新对话(&amp;N)</translation>
    </message>
    <message>
        <source>New &amp;Folder</source>
        <translation>新建文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Search &amp;Everything</source>
        <translation>搜索全部内容(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Answer Again</source>
        <translation>重新回答(&amp;A)</translation>
    </message>
    <message>
        <source>E&amp;dit Last Message</source>
        <translation>编辑上一条消息(&amp;D)</translation>
    </message>
    <message>
        <source>Ne&amp;xt Branch</source>
        <translation>下一个分支(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>Se&amp;ttings of This Conversation…</source>
        <translation>此对话的设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Library</source>
        <translation>资料库(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Workbench</source>
        <translation>工作台(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Thinking</source>
        <translation>思考(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Next Area</source>
        <translation>下一个区域(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>F&amp;ind in This Conversation</source>
        <translation>在此对话中查找(&amp;I)</translation>
    </message>
    <message>
        <source>Choose Documents</source>
        <translation>选择文档</translation>
    </message>
    <message>
        <source>Choose a Folder of Documents</source>
        <translation>选择文档文件夹</translation>
    </message>
    <message>
        <source>Ask &amp;Documents…</source>
        <translation>向文档提问(&amp;D)…</translation>
    </message>
    <message>
        <source>Ask a &amp;Folder…</source>
        <translation>向文件夹提问(&amp;F)…</translation>
    </message>
    <message>
        <source>Open the &amp;Built-in Model</source>
        <translation>打开内置模型(&amp;B)</translation>
    </message>
    <message>
        <source>New Chat about the Sa&amp;me Documents</source>
        <translation>就同一批文档新建对话(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Previous Branch</source>
        <translation>上一个分支(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;As on the Desktop</source>
        <translation>跟随桌面(&amp;A)</translation>
    </message>
</context>
<context>
    <name>ui::ModeNotice</name>
    <message>
        <source>Fewer Files</source>
        <translation>减少文件</translation>
    </message>
    <message>
        <source>Shows the largest files first, to leave some out</source>
        <translation>先显示最大的文件，以便去掉一些</translation>
    </message>
    <message>
        <source>These documents have %1 tokens, and the model reads at most %2: %3 too many.</source>
        <translation>这些文档有 %1 个词元，而模型最多读 %2 个：多出 %3 个。</translation>
    </message>
    <message>
        <source>Reading them needs %1 of memory, and %2 are available.</source>
        <translation>阅读它们需要 %1 内存，可用 %2。</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
</context>
<context>
    <name>ui::ModelPanel</name>
    <message>
        <source>Facts about the model</source>
        <translation>模型信息</translation>
    </message>
</context>
<context>
    <name>ui::OfferBar</name>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>ui::OutlineModel</name>
    <message>
        <source>Page %1</source>
        <translation>第 %1 页</translation>
    </message>
</context>
<context>
    <name>ui::OutlinePanel</name>
    <message>
        <source>Nothing has this in its name.</source>
        <translation>没有名称中含有此内容的项。</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the outline</source>
        <translation>筛选大纲</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>大纲</translation>
    </message>
</context>
<context>
    <name>ui::PageTools</name>
    <message>
        <source>Page</source>
        <translation>页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Fit the width of the view</source>
        <translation>适合视图宽度</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ui::PageView</name>
    <message>
        <source>Pages of the document</source>
        <translation>文档的页面</translation>
    </message>
    <message>
        <source>The file has changed since it was read, so its text is shown.</source>
        <translation>文件在阅读后已改变，因此显示其文本。</translation>
    </message>
    <message>
        <source>Ask About This</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>“As Text” shows the same document as text.</source>
        <translation>“作为文本”以文本显示同一文档。</translation>
    </message>
</context>
<context>
    <name>ui::PageWorker</name>
    <message>
        <source>The file is not there any more, so its text is shown.</source>
        <translation>文件已不存在，因此显示其文本。</translation>
    </message>
    <message>
        <source>The file is protected, so its text is shown.</source>
        <translation>文件受保护，因此显示其文本。</translation>
    </message>
    <message>
        <source>The pages of the file cannot be read, so its text is shown.</source>
        <translation>无法读取文件的页面，因此显示其文本。</translation>
    </message>
</context>
<context>
    <name>ui::Plot</name>
    <message>
        <source>%1 against %2</source>
        <translation>%1 与 %2</translation>
    </message>
</context>
<context>
    <name>ui::PreviewFrame</name>
    <message>
        <source>Generated app</source>
        <translation>生成的应用</translation>
    </message>
    <message>
        <source>Generated app, not part of Levin</source>
        <translation>生成的应用，不属于 Levin</translation>
    </message>
    <message>
        <source>Frames per second and memory of the app</source>
        <translation>应用的帧率和内存</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Stop the app</source>
        <translation>停止应用</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Size and data of the app</source>
        <translation>应用的尺寸和数据</translation>
    </message>
    <message>
        <source>As wide as the panel</source>
        <translation>与面板同宽</translation>
    </message>
    <message>
        <source>Phone, 390 pixels wide</source>
        <translation>手机，宽 390 像素</translation>
    </message>
    <message>
        <source>Tablet, 820 pixels wide</source>
        <translation>平板，宽 820 像素</translation>
    </message>
    <message>
        <source>Desktop, 1280 pixels wide</source>
        <translation>桌面，宽 1280 像素</translation>
    </message>
    <message>
        <source>Forget what the app stored</source>
        <translation>清除应用存储的数据</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The generated app</source>
        <translation>生成的应用</translation>
    </message>
    <message>
        <source>%1 fps, %2</source>
        <translation>%1 帧/秒，%2</translation>
    </message>
    <message>
        <source>The app will run here.</source>
        <translation>应用将在此运行。</translation>
    </message>
    <message>
        <source>The app is being started.</source>
        <translation>正在启动应用。</translation>
    </message>
    <message>
        <source>The app was stopped.</source>
        <translation>应用已停止。</translation>
    </message>
    <message>
        <source>The app runs in a window of its own: this desktop does not let one program show another&apos;s window.</source>
        <translation>应用在单独的窗口中运行：此桌面不允许一个程序显示另一个程序的窗口。</translation>
    </message>
    <message>
        <source>Reload (Ctrl+R)</source>
        <translation>重新加载 (Ctrl+R)</translation>
    </message>
    <message>
        <source>Full screen (F11)</source>
        <translation>全屏 (F11)</translation>
    </message>
    <message>
        <source>Keep what the app stores (restarts it empty)</source>
        <translation>保留应用存储的数据（会清空重启）</translation>
    </message>
    <message>
        <source>Run Anyway</source>
        <translation>仍然运行</translation>
    </message>
</context>
<context>
    <name>ui::ProblemBar</name>
    <message>
        <source>Sends the errors to the model. With Shift: only into the text field.</source>
        <translation>将错误发送给模型。按住 Shift：只放入输入框。</translation>
    </message>
    <message>
        <source>Asks the model after each run with errors: three times at most, and not twice about the same error.</source>
        <translation>每次运行出错后请求模型修复：最多三次，同一错误不重复请求。</translation>
    </message>
    <message>
        <source>Fix this error</source>
        <translation>修复这个错误</translation>
    </message>
    <message>
        <source>Fix these %1 errors</source>
        <translation>修复这 %1 个错误</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>回到 %1</translation>
    </message>
    <message>
        <source>Fix automatically</source>
        <translation>自动修复</translation>
    </message>
</context>
<context>
    <name>ui::ProgramSettingsForm</name>
    <message>
        <source>The language changes with the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
    <message>
        <source>As on the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>The system&apos;s</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Ctrl+Enter sends, Enter begins a line</source>
        <translation>Ctrl+Enter 发送，Enter 换行</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>发送方式</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Folder of the models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Choose the folder of the models</source>
        <translation>选择模型文件夹</translation>
    </message>
    <message>
        <source>Folder of the Models</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>What saved readings of documents may take on disk. The one that was not used for the longest time gives way; texts are kept.</source>
        <translation>保存的文档阅读可占用的磁盘空间。最久未用的会让出空间；文本会保留。</translation>
    </message>
    <message>
        <source>Saved readings</source>
        <translation>保存的阅读</translation>
    </message>
    <message>
        <source>20 GiB or a tenth of the free disk, whichever is less</source>
        <translation>20 GiB 或可用磁盘空间的十分之一，取较小者</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>您的数据</translation>
    </message>
</context>
<context>
    <name>ui::Quantities</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>less than %1 s</source>
        <translation>不到 %1 秒</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>约 %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ui::ReadingBar</name>
    <message>
        <source>%1 of %2 tokens</source>
        <translation>%2 个词元中的 %1 个</translation>
    </message>
    <message>
        <source>%1 tokens/s</source>
        <translation>%1 词元/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Counting tokens: %1 of %2 files</source>
        <translation>正在数词元：%2 个文件中的 %1 个</translation>
    </message>
    <message>
        <source>Counting tokens</source>
        <translation>正在数词元</translation>
    </message>
    <message>
        <source>Not read yet. It is read once; every question then costs only itself.</source>
        <translation>尚未阅读。只读一次，之后每个问题只需自身的代价。</translation>
    </message>
    <message>
        <source>Reading: %1</source>
        <translation>正在阅读：%1</translation>
    </message>
    <message>
        <source>Paused at %1. What is read is kept.</source>
        <translation>在 %1 处暂停。已读的内容会保留。</translation>
    </message>
    <message>
        <source>Read: all %1 tokens.</source>
        <translation>已读：全部 %1 个词元。</translation>
    </message>
    <message>
        <source>Read, but one file has changed on disk since.</source>
        <translation>已读，但此后有一个文件在磁盘上改变了。</translation>
    </message>
    <message>
        <source>Read, but %1 files have changed on disk since.</source>
        <translation>已读，但此后有 %1 个文件在磁盘上改变了。</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Read the Changes</source>
        <translation>阅读改动</translation>
    </message>
    <message>
        <source>Try Again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>阅读</translation>
    </message>
    <message>
        <source>Taking the text out of the files: %1 of %2</source>
        <translation>正在提取文件中的文本：%2 个中的 %1 个</translation>
    </message>
    <message>
        <source>Looking for files: %1 so far</source>
        <translation>正在查找文件：目前 %1 个</translation>
    </message>
</context>
<context>
    <name>ui::ReplaceBar</name>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Replace by</source>
        <translation>替换为</translation>
    </message>
    <message>
        <source>Match &amp;case</source>
        <translation>区分大小写(&amp;C)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一个</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Replace All</source>
        <translation>全部替换</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭查找</translation>
    </message>
</context>
<context>
    <name>ui::ScopeBar</name>
    <message>
        <source>Whole text</source>
        <translation>全文</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Section by section</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>The model has read all of the text when it answers</source>
        <translation>模型回答时已读过全文</translation>
    </message>
    <message>
        <source>Full-text search picks passages; the model sees only those</source>
        <translation>全文搜索选出段落；模型只看到这些段落</translation>
    </message>
    <message>
        <source>Each part that fits is asked, then the answers are combined</source>
        <translation>对每个放得下的部分提问，然后综合回答</translation>
    </message>
    <message>
        <source>Ask everything again</source>
        <translation>重新向全部提问</translation>
    </message>
    <message>
        <source>How it is answered: %1</source>
        <translation>回答方式：%1</translation>
    </message>
    <message>
        <source>Ask everything</source>
        <translation>向全部提问</translation>
    </message>
    <message>
        <source>Ask %1</source>
        <translation>向 %1 提问</translation>
    </message>
    <message>
        <source>Choose what the next question is asked of</source>
        <translation>选择下一个问题的提问范围</translation>
    </message>
    <message>
        <source>Ask the selection in %1</source>
        <translation>就 %1 中的选定内容提问</translation>
    </message>
    <message>
        <source>%1: %2 characters</source>
        <translation>%1：%2 个字符</translation>
    </message>
</context>
<context>
    <name>ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>此对话</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置页</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::StartPage</name>
    <message>
        <source>Open a Model…</source>
        <translation>打开模型…</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Ask something, or paste a text and ask about it.</source>
        <translation>提问，或粘贴一段文字再提问。</translation>
    </message>
    <message>
        <source>Make an app</source>
        <translation>制作应用</translation>
    </message>
    <message>
        <source>Describe a page, a game or a tool, and use it beside the conversation.</source>
        <translation>描述一个网页、游戏或工具，在对话旁边直接使用。</translation>
    </message>
    <message>
        <source>Make a maze with purple walls and a gold path.</source>
        <translation>做一个迷宫，颜色是紫色，路径颜色是金色。</translation>
    </message>
    <message>
        <source>The model is being opened</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>What shall we do?</source>
        <translation>想做些什么？</translation>
    </message>
    <message>
        <source>Open a model to begin</source>
        <translation>打开一个模型即可开始</translation>
    </message>
    <message>
        <source>The file is being checked and mapped into memory.</source>
        <translation>正在检查文件并映射到内存。</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>一切都留在这台电脑上。</translation>
    </message>
    <message>
        <source>A GGUF file or a folder with safetensors of the MiniMax-M1 family. You can drop it here.</source>
        <translation>MiniMax-M1 系列的 GGUF 文件或 safetensors 文件夹。也可以拖放到这里。</translation>
    </message>
    <message>
        <source>What can you do?</source>
        <translation>What can you do?</translation>
    </message>
    <message>
        <source>&lt;document name=&quot;contract.txt&quot;&gt;
The parties shall act in good faith. [1.1]
The fee of Lorvane is 4280 euros. [1.2]
The notice period of Lorvane is 45 days. [1.3]
Torvune delivers to Kasdorf. [2.1]
The contact person of Torvune is Mirel. [2.2]
&lt;/document&gt;

What is the fee of Lorvane?</source>
        <translation>&lt;document name=&quot;contract.txt&quot;&gt;
The parties shall act in good faith. [1.1]
The fee of Lorvane is 4280 euros. [1.2]
The notice period of Lorvane is 45 days. [1.3]
Torvune delivers to Kasdorf. [2.1]
The contact person of Torvune is Mirel. [2.2]
&lt;/document&gt;

What is the fee of Lorvane?</translation>
    </message>
    <message>
        <source>Try an example of a document</source>
        <translation>试用一个文档示例</translation>
    </message>
    <message>
        <source>Ask documents</source>
        <translation>向文档提问</translation>
    </message>
    <message>
        <source>Choose or drop files: they are read once, and every quotation is checked.</source>
        <translation>选择或拖入文件：只读一次，每处引文都会核对。</translation>
    </message>
    <message>
        <source>What do you want to know from %1?</source>
        <translation>您想从 %1 中了解什么？</translation>
    </message>
    <message>
        <source>The documents are read once, with the first question or before it. Every quotation of an answer is looked up in them.</source>
        <translation>文档只读一次，在第一个问题时或之前。回答中的每处引文都会在文档中核对。</translation>
    </message>
</context>
<context>
    <name>ui::StatusLine</name>
    <message>
        <source>read %1 (%2/s)</source>
        <translation>读取 %1（%2/秒）</translation>
    </message>
    <message>
        <source>read %1</source>
        <translation>读取 %1</translation>
    </message>
    <message>
        <source>wrote %1 (%2/s)</source>
        <translation>写出 %1（%2/秒）</translation>
    </message>
    <message>
        <source>wrote %1</source>
        <translation>写出 %1</translation>
    </message>
    <message>
        <source>reused %1 of %2 tokens, %3, %4</source>
        <translation>复用 %2 个词元中的 %1 个，%3，%4</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>Reading: %1 % of %2 tokens</source>
        <translation>正在读取：%2 个词元的 %1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 (%2/s), about %3 left</source>
        <translation>%1（%2/秒），约剩 %3</translation>
    </message>
    <message>
        <source>No model is open</source>
        <translation>没有打开的模型</translation>
    </message>
    <message>
        <source>Opening a model</source>
        <translation>正在打开模型</translation>
    </message>
    <message>
        <source>Last turn: %1</source>
        <translation>上一轮：%1</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Writing: %1 tokens (%2/s)</source>
        <translation>正在写：%1 个词元（%2/秒）</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>正在写</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Memory: %1</source>
        <translation>内存：%1</translation>
    </message>
    <message>
        <source>Memory that Levin takes, with the parts of the model file that are in memory</source>
        <translation>Levin 占用的内存，包括已载入内存的模型文件部分</translation>
    </message>
    <message>
        <source>Context: %1 of %2 tokens</source>
        <translation>上下文：%1 / %2 个词元</translation>
    </message>
    <message>
        <source>Context: up to %1 tokens</source>
        <translation>上下文：最多 %1 个词元</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Context: about %1 of %2 tokens</source>
        <translation>上下文：约 %1 / %2 个词元</translation>
    </message>
    <message>
        <source>What was written last could not be saved. It is tried again and again.</source>
        <translation>最近的内容未能保存，正在不断重试。</translation>
    </message>
</context>
<context>
    <name>ui::TextView</name>
    <message>
        <source>Text of the document</source>
        <translation>文档文本</translation>
    </message>
    <message>
        <source>Ask About This</source>
        <translation>就此提问</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Find…</source>
        <translation>查找…</translation>
    </message>
    <message>
        <source>Go to Line…</source>
        <translation>转到行…</translation>
    </message>
    <message>
        <source>Wrap Lines</source>
        <translation>自动换行</translation>
    </message>
</context>
<context>
    <name>ui::Transcript</name>
    <message>
        <source>Messages are shown as plain text, because the web libraries that format them are not installed; ./run setup installs them.</source>
        <translation>消息以纯文本显示，因为用于排版的网页库尚未安装；运行 ./run setup 即可安装。</translation>
    </message>
</context>
<context>
    <name>ui::TranscriptView</name>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>and %1 more characters, which the model reads too</source>
        <translation>另有 %1 个字符，模型也会读取</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Ask something, or paste a text and ask about it.
Everything stays on this computer.</source>
        <translation>提问，或粘贴一段文字再提问。
一切都留在这台电脑上。</translation>
    </message>
</context>
<context>
    <name>ui::TreeMap</name>
    <message>
        <source>Map of the tokens by folder and file</source>
        <translation>按文件夹和文件显示的词元分布图</translation>
    </message>
    <message>
        <source>Arrow keys move, Enter zooms into a folder or shows a file, Space leaves it out or takes it in, Backspace zooms out</source>
        <translation>方向键移动，回车进入文件夹或显示文件，空格去掉或纳入，退格返回上一级</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>not counted yet</source>
        <translation>尚未数</translation>
    </message>
    <message>
        <source>%1, %2 of all</source>
        <translation>%1，占全部的 %2</translation>
    </message>
    <message>
        <source>%1, left out</source>
        <translation>%1，已去掉</translation>
    </message>
    <message>
        <source>%1, partly left out</source>
        <translation>%1，部分去掉</translation>
    </message>
    <message>
        <source>%1: folder with %2 files, %3</source>
        <translation>%1：含 %2 个文件的文件夹，%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Leave Out “%1”</source>
        <translation>去掉“%1”(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Take in “%1”</source>
        <translation>纳入“%1”(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Zoom In</source>
        <translation>进入(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Show the Text</source>
        <translation>显示文本(&amp;S)</translation>
    </message>
    <message>
        <source>Zoom &amp;Out</source>
        <translation>返回上一级(&amp;O)</translation>
    </message>
    <message>
        <source>%1: folder with one file, %2</source>
        <translation>%1：含一个文件的文件夹，%2</translation>
    </message>
</context>
<context>
    <name>ui::VersionsView</name>
    <message>
        <source>Go to this version</source>
        <translation>转到此版本</translation>
    </message>
    <message>
        <source>Versions of the app</source>
        <translation>应用的版本</translation>
    </message>
    <message>
        <source>Each version of the app is kept here.</source>
        <translation>应用的每个版本都保存在这里。</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差别。</translation>
    </message>
</context>
<context>
    <name>ui::Workbench</name>
    <message>
        <source>Workbench</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Console</source>
        <translation>控制台</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>The version before</source>
        <translation>上一个版本</translation>
    </message>
    <message>
        <source>The version after</source>
        <translation>下一个版本</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run the code (Ctrl+Enter)</source>
        <translation>运行代码（Ctrl+Enter）</translation>
    </message>
    <message>
        <source>Save or open</source>
        <translation>保存或打开</translation>
    </message>
    <message>
        <source>Save the app, or open it elsewhere</source>
        <translation>保存应用，或在别处打开</translation>
    </message>
    <message>
        <source>Save as One &amp;Page…</source>
        <translation>保存为单个网页(&amp;P)…</translation>
    </message>
    <message>
        <source>Open in the &amp;Browser</source>
        <translation>在浏览器中打开(&amp;B)</translation>
    </message>
    <message>
        <source>Outside the preview the page can use the network</source>
        <translation>在预览之外，页面可以使用网络</translation>
    </message>
    <message>
        <source>Close the workbench</source>
        <translation>关闭工作台</translation>
    </message>
    <message>
        <source>Console (%1)</source>
        <translation>控制台 (%1)</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>代价</translation>
    </message>
</context>
</TS>
